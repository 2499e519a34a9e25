package io.stallkeeper.metering.domain.hour;

import static org.assertj.core.api.Assertions.assertThat;

import io.stallkeeper.metering.domain.submission.Mode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is closed together. Hours of 20 August 2026, as numbers. */
class ClosingPlanTest {

    private static final HourKey KEY = new HourKey("l-1", "requests", Instant.EPOCH);
    private static final SendAs LICENSE = new SendAs("code", "arn", "111122223333", null);
    private static final SendAs CUSTOMER = new SendAs("code", null, null, "X01");
    private static final ClosingTerms TERMS =
            new ClosingTerms(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofHours(1), Duration.ofMinutes(5));

    @Test
    void a_fraction_of_a_rehearsed_hour_never_goes_into_one_that_is_sent() {
        var open = new TreeMap<Instant, BigDecimal>();
        open.put(hour(9), new BigDecimal("2.5"));
        open.put(hour(10), new BigDecimal("3.5"));
        var goesLive = hour(10);

        var plan = ClosingPlan.of(
                KEY,
                open,
                Set.of(),
                window(null),
                Identities.always(LICENSE),
                new ClosingPlan.Dimension(null, false),
                TERMS,
                hour -> hour.isBefore(goesLive) ? Mode.SHADOW : Mode.LIVE,
                at("14:20"));

        assertThat(plan.shadowed()).isEqualTo(Map.of(hour(9), new BigDecimal("0.5")));
        assertThat(plan.carriedTo()).doesNotContainKey(hour(9)).containsKey(hour(10));
    }

    @Test
    void hours_that_were_missed_are_closed_at_once_and_their_fractions_come_together() {
        var plan = plan(Map.of(10, "1.4", 11, "2.4", 12, "0.4", 13, "5.4"), "14:20", null);

        assertThat(texts(plan)).isEqualTo("10: 1.4 to 11, 11: 2.8 to 12, 12: 1.2 to 13, 13: 5.6 to 14");
        assertThat(plan.waits()).isEmpty();
    }

    @Test
    void a_fraction_waits_for_usage_and_goes_on_with_it() {
        assertThat(texts(plan(Map.of(10, "0.4"), "14:20", null))).isEmpty();
        assertThat(plan(Map.of(10, "0.4"), "14:20", null).waits())
                .containsExactlyEntriesOf(new TreeMap<>(Map.of(hour(10), hour(33))));
        assertThat(texts(plan(Map.of(10, "0.4", 13, "0.7"), "14:20", null))).isEqualTo("10: 0.4 to 13, 13: 1.1 to 14");
        assertThat(texts(plan(Map.of(10, "0.4", 14, "7"), "14:20", null))).isEmpty();
    }

    @Test
    void a_fraction_whose_wall_is_near_goes_to_the_running_hour() {
        assertThat(texts(plan(Map.of(10, "0.4"), "33:00", null))).isEqualTo("10: 0.4 to 33");
    }

    @Test
    void the_running_hour_is_closed_when_the_subscription_ends() {
        var plan = plan(Map.of(13, "1.5", 14, "2.5"), "14:20", "15:20");

        assertThat(texts(plan)).isEqualTo("13: 1.5 to 14, 14: 3.0");
    }

    @Test
    void a_fraction_that_an_end_leaves_waits_in_an_hour_that_nothing_was_in() {
        assertThat(texts(plan(Map.of(14, "3.5"), "14:20", "15:20"))).isEqualTo("14: 3.5 to 13");
    }

    @Test
    void near_the_deadline_fractions_come_together_a_last_time_and_what_is_left_goes_nowhere() {
        assertThat(texts(plan(Map.of(12, "0.4", 13, "0.7"), "15:16", "15:20"))).isEqualTo("12: 0.4 to 13, 13: 1.1");
    }

    @Test
    void more_than_aws_takes_of_an_hour_goes_nowhere() {
        assertThat(texts(plan(Map.of(13, "5000000000"), "14:20", null))).isEqualTo("13: 5000000000");
        assertThat(texts(plan(Map.of(12, "5000000000", 13, "1"), "14:20", null)))
                .isEqualTo("12: 5000000000, 13: 1");
        assertThat(texts(plan(Map.of(13, "2147483647.5"), "14:20", null))).isEqualTo("13: 2147483647.5 to 14");
    }

    @Test
    void hours_before_a_migration_are_sent_under_the_identity_they_had() {
        var open = new TreeMap<>(Map.of(hour(12), BigDecimal.ONE, hour(13), BigDecimal.ONE));
        var identities = new Identities(LICENSE, hour(13), CUSTOMER);

        var plan = ClosingPlan.of(
                KEY,
                open,
                Set.of(),
                window(null),
                identities,
                new ClosingPlan.Dimension(null, false),
                TERMS,
                hour -> Mode.LIVE,
                at("14:20"));

        assertThat(plan.closed().stream()
                        .map(command -> ((MeteredHourCommand.Freeze) command).sendAs())
                        .toList())
                .containsExactly(CUSTOMER, LICENSE);
    }

    @Test
    void what_has_passed_its_wall_is_left_to_expire() {
        var plan = plan(Map.of(9, "5"), "33:00", null);

        assertThat(plan.closed()).isEmpty();
        assertThat(plan.waits()).isEmpty();
    }

    private static ClosingPlan plan(Map<Integer, String> open, String now, @Nullable String deadline) {
        var contents = new TreeMap<Instant, BigDecimal>();
        open.forEach((number, quantity) -> contents.put(hour(number), new BigDecimal(quantity)));
        return ClosingPlan.of(
                KEY,
                contents,
                Set.of(),
                window(deadline),
                Identities.always(LICENSE),
                new ClosingPlan.Dimension(null, false),
                TERMS,
                hour -> Mode.LIVE,
                at(now));
    }

    private static MeteringWindow window(@Nullable String deadline) {
        return new MeteringWindow(true, hour(8), deadline == null ? null : at(deadline));
    }

    private static String texts(ClosingPlan plan) {
        return plan.closed().stream().map(ClosingPlanTest::text).collect(Collectors.joining(", "));
    }

    private static String text(MeteredHourCommand command) {
        var freeze = (MeteredHourCommand.Freeze) command;
        var to = freeze.carryTo() == null ? "" : " to " + number(freeze.carryTo());
        return number(freeze.key().hour()) + ": " + freeze.contents().toPlainString() + to;
    }

    private static long number(Instant hour) {
        return Duration.between(hour(0), hour).toHours();
    }

    private static Instant hour(int number) {
        return Instant.parse("2026-08-20T00:00:00Z").plus(Duration.ofHours(number));
    }

    private static Instant at(String time) {
        int colon = time.indexOf(':');
        return hour(Integer.parseInt(time.substring(0, colon)))
                .plus(Duration.ofMinutes(Integer.parseInt(time.substring(colon + 1))));
    }
}
