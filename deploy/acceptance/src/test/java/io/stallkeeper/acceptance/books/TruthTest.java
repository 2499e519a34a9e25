package io.stallkeeper.acceptance.books;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.contracts.usage.UsageReported;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TruthTest {

    private static final Instant NOON = Instant.parse("2026-08-20T12:00:00Z");
    private static final Account REQUESTS = new Account("ada", "requests");

    private final Truth truth = new Truth();

    @BeforeEach
    void a_buyer_subscribes() {
        truth.subscribed("ada", Set.of("requests"), NOON.minusSeconds(48 * 3600));
    }

    @Test
    void what_is_told_twice_counts_once() {
        report(usage("1", "requests", 5, NOON), NOON);
        report(usage("1", "requests", 5, NOON), NOON.plusSeconds(60));

        assertThat(places(NOON).reported()).isEqualByComparingTo("5");
    }

    @Test
    void aws_takes_whole_units_and_the_rest_waits_until_the_end() {
        report(usage("1", "requests", 5.5, NOON), NOON);

        assertThat(places(NOON))
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(placesOf("5.5", "5", "0.5", "0", "0"));
        truth.cancelled("ada", NOON);
        assertThat(places(NOON.plusSeconds(3600)))
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(placesOf("5.5", "5", "0", "0.5", "0"));
    }

    @Test
    void usage_of_more_than_a_day_ago_expires_and_so_does_usage_after_the_final_hour() {
        report(usage("1", "requests", 5, NOON.minusSeconds(24 * 3600)), NOON);
        truth.cancelled("ada", NOON);
        report(usage("2", "requests", 7, NOON), NOON.plusSeconds(3600));

        assertThat(places(NOON.plusSeconds(3600)))
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(placesOf("12", "0", "0", "12", "0"));
    }

    @Test
    void usage_of_last_month_expires_at_06_00() {
        var lastHour = Instant.parse("2026-08-31T23:10:00Z");
        report(usage("1", "requests", 5, lastHour), Instant.parse("2026-09-01T05:50:00Z"));
        report(usage("2", "requests", 7, lastHour), Instant.parse("2026-09-01T06:00:00Z"));

        assertThat(places(Instant.parse("2026-09-01T07:00:00Z")))
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(placesOf("12", "5", "0", "7", "0"));
    }

    @Test
    void usage_of_an_hour_before_the_subscription_is_rejected() {
        truth.subscribed("ada", Set.of("requests"), NOON.plusSeconds(60));
        report(usage("1", "requests", 5, NOON.minusSeconds(1)), NOON.plusSeconds(120));
        report(usage("2", "requests", 7, NOON.plusSeconds(30)), NOON.plusSeconds(120));

        assertThat(places(NOON.plusSeconds(120)))
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(placesOf("12", "7", "0", "0", "5"));
    }

    @Test
    void usage_in_a_dimension_that_the_product_does_not_have_is_parked_and_counts_nowhere() {
        report(usage("1", "requets", 5, NOON), NOON);

        assertThat(truth.accounts()).isEmpty();
    }

    @Test
    void what_makes_no_sense_counts_nowhere() {
        report(usage("1", "requests", -5, NOON), NOON);
        report(usage("2", "requests", 5, NOON.plusSeconds(3600)), NOON);
        report(usage("3", "requests", 5, NOON).put("type", "other"), NOON);

        assertThat(truth.accounts()).isEmpty();
    }

    @Test
    void usage_whose_last_moment_passed_on_its_way_is_unclear() {
        truth.sent(usage("1", "requests", 5, NOON.minusSeconds(23 * 3600)), NOON.plusSeconds(3590));
        truth.counted(NOON.plusSeconds(3610));

        var expected =
                Objects.requireNonNull(truth.places(NOON.plusSeconds(7200)).get(REQUESTS));
        assertThat(expected.unclear()).isEqualByComparingTo("5");
    }

    private void report(ObjectNode event, Instant at) {
        truth.sent(event, at);
        truth.counted(at);
    }

    private Places places(Instant now) {
        return Objects.requireNonNull(truth.places(now).get(REQUESTS)).places();
    }

    private static Places placesOf(String reported, String accepted, String pending, String expired, String rejected) {
        return new Places(
                number(reported),
                number(accepted),
                number(pending),
                BigDecimal.ZERO,
                number(expired),
                number(rejected));
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    private static ObjectNode usage(String id, String dimension, double quantity, Instant time) {
        var event = JsonNodeFactory.instance
                .objectNode()
                .put("specversion", "1.0")
                .put("type", UsageReported.TYPE)
                .put("source", "/app")
                .put("id", id)
                .put("time", time.toString());
        event.putObject("data")
                .put("subscriptionId", "ada")
                .put("dimension", dimension)
                .put("quantity", new BigDecimal(String.valueOf(quantity)).stripTrailingZeros());
        return event;
    }
}
