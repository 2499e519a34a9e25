package io.stallkeeper.metering.domain.hour;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When an open hour is closed. Whole units are frozen once the hour is over and settled, at once when the subscription
 * ends. Less than a unit waits for more, and an idle hour for late usage, until the last moment is near: what is
 * recorded can't be changed (marketplace-protocol 4.2).
 */
public record ClosingRules(ClosingTerms terms) {

    private static final Duration HOUR = Duration.ofHours(1);

    /**
     * @param rejectedAs why the dimension is never sent; null if it is
     * @param recordsIdleHours whether AWS is told of hours without usage
     */
    public ClosingStep stepFor(
            Instant hour,
            BigDecimal contents,
            MeteringWindow window,
            @Nullable String rejectedAs,
            boolean recordsIdleHours,
            Instant now) {
        if (!window.metered()) {
            return new ClosingStep.Wait(Walls.lastMomentOf(hour));
        }
        if (window.isBeforeActivation(hour)) {
            return new ClosingStep.Reject("before-activation");
        }
        if (rejectedAs != null) {
            return new ClosingStep.Reject(rejectedAs);
        }
        var due = dueAt(hour, contents, window, recordsIdleHours);
        return due.isAfter(now) ? new ClosingStep.Wait(due) : new ClosingStep.Freeze(recordsIdleHours);
    }

    private Instant dueAt(Instant hour, BigDecimal contents, MeteringWindow window, boolean recordsIdleHours) {
        var settled = window.isEnding() ? hour : endOf(hour).plus(terms.settleDelay());
        if (contents.compareTo(BigDecimal.ONE) >= 0) {
            return settled;
        }
        var last = lastCallOf(hour, window);
        var waited = contents.signum() == 0 && recordsIdleHours && !window.isEnding()
                ? endOf(hour).plus(terms.idleRecordDelay())
                : last;
        var due = waited.isBefore(last) ? waited : last;
        return due.isBefore(settled) ? settled : due;
    }

    /** When an hour that has no whole unit is closed all the same. */
    public Instant lastCallOf(Instant hour, MeteringWindow window) {
        var byWall = Walls.lastMomentOf(hour).minus(terms.lastCall());
        if (window.deadline() == null) {
            return byWall;
        }
        var byEnd = window.deadline().minus(terms.finalFlushMargin());
        return byEnd.isBefore(byWall) ? byEnd : byWall;
    }

    /**
     * The terms while usage may still wait that was reported in time: hours stay open, whole hours longer, until
     * everything is counted that was there when they settled. Not beyond their last call, and the end of a subscription
     * waits for nothing.
     *
     * @param countedUpTo everything that was reported until then is in the ledger
     */
    public ClosingTerms termsWhile(Instant countedUpTo, Instant now) {
        var held = Duration.ZERO;
        var open = Walls.oldestOpenHour(now, terms.settleDelay());
        while (open.plus(terms.settleDelay()).isAfter(countedUpTo) && isBeforeLastCall(open.minus(HOUR), now)) {
            open = open.minus(HOUR);
            held = held.plus(HOUR);
        }
        return terms.longerBy(held);
    }

    private boolean isBeforeLastCall(Instant hour, Instant now) {
        return now.isBefore(Walls.lastMomentOf(hour).minus(terms.lastCall()));
    }

    /** Hours that are final without any usage, and that AWS still takes; the oldest first. */
    public List<Instant> idleHours(Instant now) {
        var running = Walls.hourOf(now);
        return Stream.iterate(running.minus(Duration.ofHours(24)), hour -> hour.plus(HOUR))
                .takeWhile(hour -> hour.isBefore(running))
                .filter(hour -> Walls.lastMomentOf(hour).isAfter(now))
                .filter(hour -> !idleRecordDueAt(hour).isAfter(now))
                .toList();
    }

    private Instant idleRecordDueAt(Instant hour) {
        var waited = endOf(hour).plus(terms.idleRecordDelay());
        var last = Walls.lastMomentOf(hour).minus(terms.lastCall());
        return waited.isBefore(last) ? waited : last;
    }

    private static Instant endOf(Instant hour) {
        return hour.plus(HOUR);
    }
}
