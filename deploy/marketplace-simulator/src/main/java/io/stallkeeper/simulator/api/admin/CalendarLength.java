package io.stallkeeper.simulator.api.admin;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How long an agreement runs, as ISO 8601 has it: AWS sells contracts by months and years (protocol page, 7), plays are
 * often shorter.
 *
 * @param calendar years, months, weeks and days, as long as the calendar makes them, in UTC
 * @param time hours and smaller
 */
public record CalendarLength(Period calendar, Duration time) {

    /** Reads {@code P12M}, {@code P30D} or {@code P1DT12H}; null if there is nothing to read. Refuses what is neither. */
    public static @Nullable CalendarLength read(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            int t = text.toUpperCase(Locale.ROOT).indexOf('T');
            String days = t < 0 ? text : text.substring(0, t);
            return new CalendarLength(
                    t >= 0 && "P".equalsIgnoreCase(days) ? Period.ZERO : Period.parse(days),
                    t < 0 ? Duration.ZERO : Duration.parse("P" + text.substring(t)));
        } catch (DateTimeException | ArithmeticException e) {
            throw Given.invalid(name + ": months, days and hours are written like P12M, P30D or P1DT12H");
        }
    }

    /** How long it is from then on; refuses what goes beyond the calendar. */
    Duration from(Instant start) {
        try {
            Instant end = start.atZone(ZoneOffset.UTC).plus(calendar).plus(time).toInstant();
            return Duration.between(start, end);
        } catch (DateTimeException | ArithmeticException e) {
            throw Given.invalid("duration: beyond the calendar");
        }
    }
}
