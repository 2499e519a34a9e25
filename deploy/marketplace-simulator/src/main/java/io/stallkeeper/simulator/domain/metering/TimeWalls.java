package io.stallkeeper.simulator.domain.metering;

import io.stallkeeper.simulator.domain.refusal.Refusal;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Between which instants a record's timestamp must lie (protocol page, 4.2). All of it in UTC. */
public final class TimeWalls {
    private static final Duration MAX_AGE = Duration.ofHours(24);
    private static final Duration MONTH_GRACE = Duration.ofHours(6);

    private TimeWalls() {}

    /** Why a record of this timestamp can't be taken now. */
    public static Optional<Refusal> check(Instant timestamp, Instant now, Duration futureTolerance) {
        if (!timestamp.isAfter(now.minus(MAX_AGE))) {
            return outOfBounds("Timestamp: older than " + MAX_AGE.toHours() + " hours");
        }
        Instant month = monthOf(now);
        if (timestamp.isBefore(month) && !now.isBefore(month.plus(MONTH_GRACE))) {
            return outOfBounds("Timestamp: its month closed at " + month.plus(MONTH_GRACE));
        }
        if (timestamp.isAfter(now.plus(futureTolerance))) {
            return outOfBounds("Timestamp: in the future");
        }
        return Optional.empty();
    }

    private static Instant monthOf(Instant now) {
        ZonedDateTime utc = now.atZone(ZoneOffset.UTC);
        return utc.withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS).toInstant();
    }

    private static Optional<Refusal> outOfBounds(String message) {
        return Optional.of(RefusalCode.TIMESTAMP_OUT_OF_BOUNDS.because(message));
    }
}
