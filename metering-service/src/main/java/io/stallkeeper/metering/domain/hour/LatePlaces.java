package io.stallkeeper.metering.domain.hour;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which hour takes usage that its own hour can't take any more, because that one is frozen. An hour of AWS's window
 * that nothing was frozen for can, whether there is anything in it or not (marketplace-protocol 4.2).
 */
public record LatePlaces(ClosingTerms terms) {

    private static final Duration HOUR = Duration.ofHours(1);

    /** Walls are at most a day away, so no older hour is taken any more. */
    private static final int HOURS_BACK = 25;

    /**
     * Late usage: the oldest hour from its own on that is not frozen yet, the running one at the latest. When the
     * subscription ends and there is none, an hour before its own, or the next if it begins before the deadline: any is
     * better than none.
     *
     * @param taken hours that can't take it
     * @return empty if nothing can take it any more
     */
    public Optional<Instant> ofLateUsage(Instant from, Set<Instant> taken, MeteringWindow window, Instant now) {
        var running = Walls.hourOf(now);
        Predicate<Instant> free = hour -> !taken.contains(hour) && takes(hour, window, now);
        return hoursAfter(from)
                .takeWhile(hour -> !hour.isAfter(running))
                .filter(free)
                .findFirst()
                .or(() -> window.isEnding() ? beforeOrNext(from, free, window, running) : hourToCome(free, running));
    }

    /**
     * The fraction that whole units leave: the hour that runs, where the next usage will be. When the subscription
     * ends, as late usage.
     */
    public Optional<Instant> ofRemainder(Instant from, Set<Instant> taken, MeteringWindow window, Instant now) {
        if (window.isEnding()) {
            return ofLateUsage(from, taken, window, now);
        }
        var running = Walls.hourOf(now);
        var first = running.isAfter(from) ? running : from.plus(HOUR);
        Predicate<Instant> free = hour -> !taken.contains(hour) && takes(hour, window, now);
        return free.test(first) ? Optional.of(first) : hourToCome(free, first);
    }

    private static Optional<Instant> hourToCome(Predicate<Instant> free, Instant running) {
        return hoursAfter(running).filter(free).findFirst();
    }

    private Optional<Instant> beforeOrNext(
            Instant from, Predicate<Instant> free, MeteringWindow window, Instant running) {
        var next = running.plus(HOUR);
        return Stream.iterate(from.minus(HOUR), hour -> hour.minus(HOUR))
                .limit(HOURS_BACK)
                .filter(free)
                .findFirst()
                .or(() -> free.test(next) && beginsInTime(next, window) ? Optional.of(next) : Optional.empty());
    }

    private static Stream<Instant> hoursAfter(Instant hour) {
        return Stream.iterate(hour.plus(HOUR), next -> next.plus(HOUR)).limit(2L * HOURS_BACK);
    }

    private boolean takes(Instant hour, MeteringWindow window, Instant now) {
        var last = Walls.lastMomentOf(hour).minus(terms.finalFlushMargin());
        return !window.isBeforeActivation(hour)
                && last.isAfter(now)
                && (window.deadline() == null || window.deadline().isAfter(now));
    }

    /** An hour can't be sent before it has begun; a minute is enough to send it. */
    private static boolean beginsInTime(Instant hour, MeteringWindow window) {
        var deadline = window.deadline();
        return deadline == null || hour.plus(Duration.ofMinutes(1)).isBefore(deadline);
    }
}
