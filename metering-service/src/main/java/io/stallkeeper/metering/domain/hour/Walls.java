package io.stallkeeper.metering.domain.hour;

import static java.time.ZoneOffset.UTC;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The moments after which AWS takes no record of an hour any more (marketplace-protocol 4.2, A5: both apply). */
public final class Walls {

    private static final Duration LONGEST_AGE = Duration.ofHours(24);
    private static final Duration MONTH_CLOSES_AFTER = Duration.ofHours(6);

    private Walls() {}

    public static Instant hourOf(Instant time) {
        return time.truncatedTo(ChronoUnit.HOURS);
    }

    /** The earlier of: the hour's start is 24 hours old; it is 06:00 UTC on day 1 of the month after the hour's. */
    public static Instant lastMomentOf(Instant hour) {
        var byAge = hour.plus(LONGEST_AGE);
        var byMonth = hour.atZone(UTC)
                .toLocalDate()
                .withDayOfMonth(1)
                .plusMonths(1)
                .atStartOfDay(UTC)
                .toInstant()
                .plus(MONTH_CLOSES_AFTER);
        return byAge.isBefore(byMonth) ? byAge : byMonth;
    }

    /** The oldest hour that may still be open by itself: the last one while it settles, else the one that runs. */
    public static Instant oldestOpenHour(Instant now, Duration settleDelay) {
        return hourOf(now.minus(settleDelay));
    }
}
