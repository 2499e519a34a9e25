package io.stallkeeper.metering.domain.hour;

import static io.stallkeeper.testkit.events.DeciderScenario.given;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stallkeeper.metering.domain.hour.MeteredHourCommand.Accept;
import io.stallkeeper.metering.domain.hour.MeteredHourCommand.Freeze;
import io.stallkeeper.metering.domain.hour.MeteredHourEvent.HourExpired;
import io.stallkeeper.metering.domain.hour.MeteredHourEvent.HourFrozen;
import io.stallkeeper.metering.domain.hour.MeteredHourEvent.RemainderExpired;
import io.stallkeeper.metering.domain.hour.MeteredHourEvent.UsageAccepted;
import io.stallkeeper.metering.domain.hour.MeteredHourEvent.UsageCarried;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MeteredHourTest {

    private static final Instant HOUR = Instant.parse("2026-08-20T14:00:00Z");
    private static final Instant NEXT = Instant.parse("2026-08-20T15:00:00Z");
    private static final HourKey KEY = new HourKey("l-1", "requests", HOUR);
    private static final SendAs LICENSE = new SendAs("code", "arn", "111122223333", null);

    private final MeteredHourDecider decider = new MeteredHourDecider();

    @Test
    void whole_units_are_frozen_and_the_fraction_goes_on_to_the_next_hour() {
        given(decider)
                .when(freeze("118.25"))
                .then(
                        new HourFrozen(KEY, 118, HOUR, LICENSE),
                        new UsageCarried(KEY, new BigDecimal("0.25"), NEXT, CarryCause.REMAINDER));
    }

    @Test
    void whole_units_leave_nothing_to_carry() {
        given(decider).when(freeze("118.00")).then(new HourFrozen(KEY, 118, HOUR, LICENSE));
    }

    @Test
    void more_than_aws_takes_of_an_hour_expires_and_a_fraction_above_it_goes_on() {
        given(decider)
                .when(freeze("2147483650.5"))
                .then(
                        new HourFrozen(KEY, 2_147_483_647L, HOUR, LICENSE),
                        new RemainderExpired(KEY, new BigDecimal("3.5"), "too-much-for-an-hour"));
        given(decider)
                .when(freeze("2147483647.5"))
                .then(
                        new HourFrozen(KEY, 2_147_483_647L, HOUR, LICENSE),
                        new UsageCarried(KEY, new BigDecimal("0.5"), NEXT, CarryCause.REMAINDER));
    }

    @Test
    void less_than_one_unit_is_carried_and_nothing_is_left_to_send() {
        given(
                        decider,
                        new HourFrozen(KEY, 0, HOUR, LICENSE),
                        new UsageCarried(KEY, new BigDecimal("0.4"), NEXT, CarryCause.REMAINDER))
                .when(new Accept(KEY, "id"))
                .thenRejected("hour-never-sent");
    }

    @Test
    void an_hour_that_was_given_up_and_turns_out_to_be_billed_is_accepted() {
        given(decider, new HourFrozen(KEY, 3, HOUR, LICENSE), new HourExpired(KEY, new BigDecimal("3"), "too-old"))
                .when(new Accept(KEY, "id"))
                .then(new UsageAccepted(KEY, 3, "id"));
    }

    @Test
    void what_can_not_have_happened_is_an_error() {
        assertThatThrownBy(() -> MeteredHour.evolve(new MeteredHour.Open(), new UsageAccepted(KEY, 3, "id")))
                .isInstanceOf(IllegalStateException.class);
    }

    private static Freeze freeze(String contents) {
        return new Freeze(KEY, new BigDecimal(contents), HOUR, LICENSE, NEXT);
    }
}
