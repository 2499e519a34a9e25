package io.stallkeeper.metering.api;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.stallkeeper.metering.adapters.postgres.HourCursor;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What callers ask by, read strictly: what isn't what it should be is answered with 400 and what it should be. */
final class Asked {

    static final int MAX_PAGE = 1_000;

    private static final Instant EARLIEST = Instant.parse("2015-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9998-12-31T23:00:00Z");
    private static final Pattern NAME = Pattern.compile("[\\x20-\\x7E]{1,255}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");
    private static final Set<String> STATES =
            Set.of("open", "frozen", "empty", "accepted", "refused", "expired", "rejected", "shadowed");

    private Asked() {}

    static int page(String limit) {
        return page(limit, MAX_PAGE);
    }

    /** Read here, because a number that is none would be answered with 404. */
    static int page(String limit, int max) {
        int size = NUMBER.matcher(limit).matches() ? Integer.parseInt(limit) : 0;
        if (size < 1 || size > max) {
            throw badRequest("limit is a whole number from 1 to " + max);
        }
        return size;
    }

    /** Hours that begin at or after one instant and before another. */
    record Hours(Instant from, Instant to) {}

    /** Every hour of which a part is asked for; all hours if nothing is. */
    static Hours hours(@Nullable String from, @Nullable String to) {
        var first = from == null ? EARLIEST : instant("from", from);
        var end = to == null ? LATEST : instant("to", to);
        if (from != null && to != null && !first.isBefore(end)) {
            throw badRequest("from is before to");
        }
        return new Hours(first.truncatedTo(ChronoUnit.HOURS), end);
    }

    static Instant instant(String name, String value) {
        try {
            var instant = Instant.parse(value);
            if (!instant.isBefore(EARLIEST) && !instant.isAfter(LATEST)) {
                return instant;
            }
        } catch (DateTimeException e) {
            throw badRequest(name + " is an ISO-8601 instant, such as 2026-08-20T14:00:00Z");
        }
        throw badRequest(name + " is between " + EARLIEST + " and " + LATEST);
    }

    static Instant hour(String value) {
        var hour = instant("hour", value);
        if (!hour.equals(hour.truncatedTo(ChronoUnit.HOURS))) {
            throw badRequest("hour is the start of a UTC hour, such as 2026-08-20T14:00:00Z");
        }
        return hour;
    }

    /** The month that is asked for, else the one that runs. */
    static YearMonth month(@Nullable String value, Instant now) {
        if (value == null) {
            return YearMonth.from(now.atZone(ZoneOffset.UTC));
        }
        try {
            var month = YearMonth.parse(value);
            if (month.getYear() >= 2015 && month.getYear() <= 9998) {
                return month;
            }
        } catch (DateTimeException e) {
            throw badRequest("month is a UTC month, such as 2026-08");
        }
        throw badRequest("month is from 2015-01 to 9998-12");
    }

    static @Nullable String state(@Nullable String value) {
        if (value != null && !STATES.contains(value)) {
            throw badRequest("state is one of " + String.join(", ", new java.util.TreeSet<>(STATES)));
        }
        return value;
    }

    /** Names that no dimension and no subscription can have are answered before the database is asked. */
    static String name(String what, String value) {
        if (!NAME.matcher(value).matches()) {
            throw badRequest(what + " is 1 to 255 printable ASCII characters");
        }
        return value;
    }

    static @Nullable String dimension(@Nullable String value) {
        return value == null ? null : name("dimension", value);
    }

    static Optional<HourCursor> cursor(@Nullable String value) {
        return value == null
                ? Optional.empty()
                : Optional.of(HourCursor.of(value)
                        .orElseThrow(() -> badRequest("cursor is the nextCursor of an earlier answer")));
    }

    static HttpProblem badRequest(String detail) {
        return problem(400, "Bad Request", detail);
    }

    static HttpProblem notFound(String detail) {
        return problem(404, "Not Found", detail);
    }

    private static HttpProblem problem(int status, String title, String detail) {
        return HttpProblem.builder()
                .withStatus(status)
                .withTitle(title)
                .withDetail(detail)
                .build();
    }
}
