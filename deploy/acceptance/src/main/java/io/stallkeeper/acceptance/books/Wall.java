package io.stallkeeper.acceptance.books;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * The moments after which AWS takes no usage any more, worked out anew from marketplace-protocol 4.2 and not by the
 * code under test.
 */
public final class Wall {

    private static final Duration DAY = Duration.ofHours(24);

    private Wall() {}

    /** Until when usage of that time can be sent, as long as the subscription lasts. */
    public static Instant ofUsageAt(Instant time) {
        var byAge = time.truncatedTo(ChronoUnit.HOURS).plus(DAY);
        var closing = closingAfter(time);
        return byAge.isBefore(closing) ? byAge : closing;
    }

    /** 06:00 UTC on day 1 of the month after that time's. */
    public static Instant closingAfter(Instant time) {
        var monthStart = time.atOffset(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1);
        return monthStart.plusMonths(1).atTime(6, 0).toInstant(ZoneOffset.UTC);
    }
}
