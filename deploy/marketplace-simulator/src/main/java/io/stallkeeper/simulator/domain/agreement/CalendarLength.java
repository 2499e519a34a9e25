package io.stallkeeper.simulator.domain.agreement;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * How long an agreement runs, as ISO 8601 has it: AWS sells contracts by months (protocol page, 7), plays are often
 * shorter.
 *
 * @param calendar months and days, as long as the calendar makes them, in UTC
 * @param time hours and smaller
 */
public record CalendarLength(Period calendar, Duration time) {

    /** So many months. */
    public static CalendarLength ofMonths(int months) {
        return new CalendarLength(Period.ofMonths(months), Duration.ZERO);
    }

    /** So many days. */
    public static CalendarLength ofDays(int days) {
        return new CalendarLength(Period.ofDays(days), Duration.ZERO);
    }

    /**
     * Reads {@code P12M}, {@code P3Y}, {@code P30D} or {@code P1DT12H}; a year is twelve months, as in AWS's terms.
     *
     * @throws DateTimeException if it is something else
     */
    public static CalendarLength parse(String text) {
        int t = text.toUpperCase(Locale.ROOT).indexOf('T');
        String days = t < 0 ? text : text.substring(0, t);
        Duration time = t < 0 ? Duration.ZERO : Duration.parse("P" + text.substring(t));
        return new CalendarLength(t >= 0 && "P".equalsIgnoreCase(days) ? Period.ZERO : months(days), time);
    }

    /**
     * When it is over, if it begins then.
     *
     * @throws DateTimeException if that is beyond the calendar
     */
    public Instant from(Instant start) {
        try {
            return start.atZone(ZoneOffset.UTC).plus(calendar).plus(time).toInstant();
        } catch (ArithmeticException e) {
            throw new DateTimeException("beyond the calendar", e);
        }
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        if (time.isZero()) {
            return calendar.toString();
        }
        return calendar.isZero() ? time.toString() : calendar + time.toString().substring(1);
    }

    private static Period months(String text) {
        Period read = Period.parse(text);
        try {
            return read.withYears(0).withMonths(Math.toIntExact(read.toTotalMonths()));
        } catch (ArithmeticException e) {
            throw new DateTimeException("beyond the calendar", e);
        }
    }
}
