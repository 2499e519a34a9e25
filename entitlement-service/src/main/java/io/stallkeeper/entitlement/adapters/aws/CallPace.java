package io.stallkeeper.entitlement.adapters.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Spaces calls evenly, so that no second sees more of them than AWS's quota allows (marketplace-protocol 5). */
public final class CallPace {

    private final Duration interval;
    private final Clock clock;
    private Instant next = Instant.MIN;

    public CallPace(int callsPerSecond, Clock clock) {
        this.interval = Duration.ofSeconds(1).dividedBy(callsPerSecond);
        this.clock = clock;
    }

    /** Takes the next free moment. Answers how long to wait for it. */
    public synchronized Duration take() {
        var now = clock.instant();
        var mine = next.isBefore(now) ? now : next;
        next = mine.plus(interval);
        return Duration.between(now, mine);
    }
}
