package io.stallkeeper.simulator.domain.metering;

import io.stallkeeper.simulator.domain.metering.MeteringPolicy.MonthGrace;
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
    public static Optional<Refusal> check(Instant timestamp, Instant now, MeteringPolicy policy) {
        Instant month = monthOf(now);
        boolean isLastMonths = timestamp.isBefore(month) && !timestamp.isBefore(monthOf(month.minusNanos(1)));
        boolean isGrace = now.isBefore(month.plus(MONTH_GRACE));
        boolean mayBeOlder = isLastMonths && isGrace && policy.monthGrace() == MonthGrace.BEYOND_24_HOURS;
        if (!timestamp.isAfter(now.minus(MAX_AGE)) && !mayBeOlder) {
            return outOfBounds("Timestamp: older than " + MAX_AGE.toHours() + " hours");
        }
        if (timestamp.isBefore(month) && !isGrace) {
            return outOfBounds("Timestamp: its month closed at " + month.plus(MONTH_GRACE));
        }
        if (timestamp.isAfter(now.plus(policy.futureTolerance()))) {
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
