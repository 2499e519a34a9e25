package io.stallkeeper.metering.domain.hour;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * From when to when AWS takes usage of a subscription, as far as it is known (marketplace-protocol 4.2).
 *
 * @param metered whether anything may be sent now: not before the activation is known, nor once AWS has refused the
 *     buyer
 * @param deadline when AWS's final hour closes; null while no end is known
 */
public record MeteringWindow(
        boolean metered, Instant activatedAt, @Nullable Instant deadline) {

    public boolean isEnding() {
        return deadline != null;
    }

    /** Whether all of the hour lies before the activation. */
    public boolean isBeforeActivation(Instant hour) {
        return !hour.plus(Duration.ofHours(1)).isAfter(activatedAt);
    }

    /** The last moment at which AWS takes a record of the hour. */
    public Instant lastMomentOf(Instant hour) {
        var wall = Walls.lastMomentOf(hour);
        return deadline != null && deadline.isBefore(wall) ? deadline : wall;
    }

    /** The hour's start; in the hour of the activation the activation, since AWS takes nothing before it. */
    public Instant timestampIn(Instant hour) {
        return activatedAt.isAfter(hour) ? activatedAt : hour;
    }
}
