package io.stallkeeper.acceptance.trace;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.contracts.usage.UsageReported;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes usage events out of random numbers: on time, late, too late, or nothing that can be counted. */
final class UsageMaker {

    /** Usage is told minutes after it happened. */
    private static final int MINUTES_BACK = 50;

    private static final int MOST_LATE_HOURS = 10;
    private static final int MOST_UNITS = 20;

    /** Ways in which an event can be wrong. */
    private static final int SPOILS = 8;

    private static final Duration WINDOW = Duration.ofHours(24);

    private final RandomGenerator random;
    private final Instant since;
    private int made;
    private int spoiled;

    /** @param since no usage is older */
    UsageMaker(RandomGenerator random, Instant since) {
        this.random = random;
        this.since = since;
    }

    /** Usage of the last minutes. */
    ObjectNode onTime(TraceBuyer buyer, Instant now) {
        return event(buyer, now.minusSeconds(random.nextInt(MINUTES_BACK * 60)));
    }

    /** Usage of some hours ago that AWS still takes for another hour at least. */
    ObjectNode late(TraceBuyer buyer, Instant now) {
        var time = now.minus(Duration.ofHours(random.nextInt(1, MOST_LATE_HOURS + 1)));
        var closing = closing(now);
        var oldest = closing != null && !now.isBefore(closing.minus(Duration.ofHours(1)))
                ? latest(since, startOfMonth(now))
                : since;
        return event(buyer, latest(oldest, time));
    }

    /** Usage that AWS takes no more; null where there is none yet that old. */
    @Nullable
    ObjectNode tooLate(TraceBuyer buyer, Instant now) {
        var closing = closing(now);
        var ofLastMonth =
                closing != null && now.isAfter(closing) ? startOfMonth(now).minusSeconds(600) : null;
        var time = ofLastMonth == null ? now.minus(WINDOW).minus(Duration.ofHours(2)) : ofLastMonth;
        return time.isBefore(since) ? null : event(buyer, time);
    }

    /** An event that must be counted nowhere; one kind after the other. */
    ObjectNode spoiled(TraceBuyer buyer, Instant now) {
        var event = onTime(buyer, now);
        var data = (ObjectNode) event.get("data");
        switch (spoiled++ % SPOILS) {
            case 0 -> data.put("quantity", -5);
            case 1 -> data.put("quantity", "many");
            case 2 -> data.remove("subscriptionId");
            case 3 -> data.remove("dimension");
            case 4 -> event.put("time", now.plus(Duration.ofDays(3)).toString());
            case 5 -> data.put("quantity", new BigDecimal("2147483648"));
            case 6 -> event.put("type", "com.example.nothing.of.ours");
            default -> event.remove("time");
        }
        return event;
    }

    private ObjectNode event(TraceBuyer buyer, Instant time) {
        var dimension = buyer.dimensions().get(random.nextInt(buyer.dimensions().size()));
        var event = JsonNodeFactory.instance
                .objectNode()
                .put("specversion", "1.0")
                .put("type", UsageReported.TYPE)
                .put("source", "urn:trace:" + buyer.name())
                .put("id", "usage-" + made++)
                .put("time", time.truncatedTo(ChronoUnit.MILLIS).toString())
                .put("datacontenttype", "application/json");
        var data = event.putObject("data")
                .put("subscriptionId", buyer.name())
                .put("dimension", dimension)
                .put("quantity", quantity());
        if (random.nextDouble() < TraceMix.WITH_TAGS) {
            data.putObject("tags").put("team", "team-" + random.nextInt(3));
        }
        return event;
    }

    private BigDecimal quantity() {
        var whole = BigDecimal.valueOf(random.nextInt(1, MOST_UNITS));
        return random.nextDouble() < TraceMix.WITH_DECIMALS
                ? whole.add(BigDecimal.valueOf(random.nextInt(1, 1000), 3)).stripTrailingZeros()
                : whole;
    }

    /** When the last month's books close, if that is within the day. */
    private static @Nullable Instant closing(Instant now) {
        var start = startOfMonth(now);
        return Duration.between(start, now).compareTo(WINDOW) < 0 ? start.plus(Duration.ofHours(6)) : null;
    }

    private static Instant startOfMonth(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC)
                .withDayOfMonth(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
