package io.stallkeeper.metering.domain.hour;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the hour from 14:00 to 15:00 is closed, for each content and each life of the subscription. */
class ClosingRulesTest {

    private static final Instant HOUR = Instant.parse("2026-08-20T14:00:00Z");

    private final ClosingRules rules = new ClosingRules(
            new ClosingTerms(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofHours(1), Duration.ofMinutes(5)));

    @ParameterizedTest(name = "{0} units, idle records {1}, deadline {2}, at {3}: {4}")
    @CsvSource({
        "3,   false, ,                     2026-08-20T15:09:59Z, until 2026-08-20T15:10:00Z",
        "3,   false, ,                     2026-08-20T15:10:00Z, freeze",
        "3.9, true,  ,                     2026-08-20T15:10:00Z, freeze and record",
        "0.9, false, ,                     2026-08-20T15:10:00Z, until 2026-08-21T13:00:00Z",
        "0.9, true,  ,                     2026-08-20T15:10:00Z, until 2026-08-21T13:00:00Z",
        "0.9, false, ,                     2026-08-21T13:00:00Z, freeze",
        "0,   false, ,                     2026-08-20T15:10:00Z, until 2026-08-21T13:00:00Z",
        "0,   true,  ,                     2026-08-20T15:10:00Z, until 2026-08-20T16:00:00Z",
        "0,   true,  ,                     2026-08-20T16:00:00Z, freeze and record",
        "3,   false, 2026-08-20T15:20:00Z, 2026-08-20T14:20:00Z, freeze",
        "3,   false, 2026-08-20T15:01:00Z, 2026-08-20T14:01:00Z, freeze",
        "0.9, false, 2026-08-20T15:20:00Z, 2026-08-20T14:20:00Z, until 2026-08-20T15:15:00Z",
        "0,   true,  2026-08-20T15:20:00Z, 2026-08-20T14:20:00Z, until 2026-08-20T15:15:00Z",
        "0,   true,  2026-08-20T15:20:00Z, 2026-08-20T15:15:00Z, freeze and record",
    })
    void an_hour_is_closed_when_nothing_more_is_worth_waiting_for(
            BigDecimal contents, boolean idleRecords, @Nullable Instant deadline, Instant now, String answer) {
        var window = new MeteringWindow(true, Instant.parse("2026-08-01T00:00:00Z"), deadline);

        var step = rules.stepFor(HOUR, contents, window, null, idleRecords, now);

        assertThat(textOf(step)).isEqualTo(answer);
    }

    @ParameterizedTest(name = "counted up to {0}, at {1}: {2} more")
    @CsvSource({
        "2026-08-20T15:10:00Z, 2026-08-20T15:12:00Z, PT0S",
        "2026-08-20T15:09:59Z, 2026-08-20T15:12:00Z, PT1H",
        "2026-08-20T14:10:00Z, 2026-08-20T15:12:00Z, PT1H",
        "2026-08-20T08:10:00Z, 2026-08-20T15:12:00Z, PT7H",
        "2026-08-01T00:00:00Z, 2026-08-20T15:12:00Z, PT22H",
        // 16:00 has its last call at 15:00 a day later.
        "2026-08-01T00:00:00Z, 2026-08-20T14:59:59Z, PT22H",
        "2026-08-01T00:00:00Z, 2026-08-20T15:00:00Z, PT21H",
        // The month closes at 06:00, its last call is at 05:00.
        "2026-08-01T00:00:00Z, 2026-09-01T04:59:59Z, PT22H",
        "2026-08-01T00:00:00Z, 2026-09-01T05:00:00Z, PT4H",
    })
    void hours_stay_open_while_usage_of_them_may_wait_but_not_beyond_their_last_call(
            Instant countedUpTo, Instant now, Duration more) {
        var terms = rules.termsWhile(countedUpTo, now);

        assertThat(terms.settleDelay()).isEqualTo(rules.terms().settleDelay().plus(more));
        assertThat(terms.idleRecordDelay())
                .isEqualTo(rules.terms().idleRecordDelay().plus(more));
        assertThat(terms.lastCall()).isEqualTo(rules.terms().lastCall());
        assertThat(terms.finalFlushMargin()).isEqualTo(rules.terms().finalFlushMargin());
    }

    @Test
    void the_end_of_a_subscription_waits_for_no_usage_of_others() {
        var now = Instant.parse("2026-08-20T14:20:00Z");
        var patient = new ClosingRules(rules.termsWhile(Instant.MIN, now));
        var ending = new MeteringWindow(true, Instant.parse("2026-08-01T00:00:00Z"), now.plus(Duration.ofHours(1)));

        assertThat(textOf(patient.stepFor(HOUR, BigDecimal.TEN, ending, null, false, now)))
                .isEqualTo("freeze");
    }

    @Test
    void usage_before_the_activation_is_rejected_and_the_hour_of_it_is_not() {
        var now = Instant.parse("2026-08-20T17:00:00Z");

        assertThat(rules.stepFor(HOUR, BigDecimal.TEN, since("2026-08-20T15:00:00Z"), null, true, now))
                .isEqualTo(new ClosingStep.Reject("before-activation"));
        assertThat(rules.stepFor(HOUR, BigDecimal.TEN, since("2026-08-20T14:59:59Z"), null, true, now))
                .isEqualTo(new ClosingStep.Freeze(true));
    }

    @Test
    void usage_in_a_dimension_that_the_product_does_not_have_is_rejected() {
        var now = Instant.parse("2026-08-20T17:00:00Z");

        assertThat(rules.stepFor(HOUR, BigDecimal.TEN, since("2026-08-01T00:00:00Z"), "unknown-dimension", true, now))
                .isEqualTo(new ClosingStep.Reject("unknown-dimension"));
    }

    @Test
    void what_may_not_be_sent_now_waits_as_long_as_aws_would_take_it() {
        var stopped = new MeteringWindow(false, Instant.parse("2026-08-01T00:00:00Z"), null);

        assertThat(rules.stepFor(HOUR, BigDecimal.TEN, stopped, null, true, Instant.parse("2026-08-20T17:00:00Z")))
                .isEqualTo(new ClosingStep.Wait(Instant.parse("2026-08-21T14:00:00Z")));
    }

    @Test
    void idle_hours_are_final_an_hour_after_they_are_over_and_aws_takes_none_of_the_month_before() {
        assertThat(rules.idleHours(Instant.parse("2026-08-20T16:30:00Z")).getLast())
                .isEqualTo(HOUR);
        assertThat(rules.idleHours(Instant.parse("2026-09-01T06:00:00Z")).getFirst())
                .isEqualTo(Instant.parse("2026-09-01T00:00:00Z"));
        assertThat(rules.idleHours(Instant.parse("2026-09-01T00:30:00Z")))
                .contains(Instant.parse("2026-08-31T22:00:00Z"))
                .doesNotContain(Instant.parse("2026-08-31T23:00:00Z"));
    }

    private static MeteringWindow since(String activatedAt) {
        return new MeteringWindow(true, Instant.parse(activatedAt), null);
    }

    private static String textOf(ClosingStep step) {
        return switch (step) {
            case ClosingStep.Freeze(var record) -> record ? "freeze and record" : "freeze";
            case ClosingStep.Reject(var reason) -> reason;
            case ClosingStep.Wait(var until) -> "until " + until;
        };
    }
}
