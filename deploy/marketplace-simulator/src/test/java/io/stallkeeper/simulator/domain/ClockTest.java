package io.stallkeeper.simulator.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stallkeeper.simulator.domain.Decision.Accepted;
import io.stallkeeper.simulator.domain.Decision.Rejected;
import io.stallkeeper.simulator.domain.notification.DeliveryPolicy;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A clock that runs, stands, jumps and hurries, but never goes back. */
class ClockTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final Marketplace marketplace = new Marketplace(new Behavior(Play.TIMING, DeliveryPolicy.calm(1)));

    @Test
    void at_first_it_shows_real_time() {
        assertEquals(NOON, marketplace.timeAt(NOON));
        assertEquals(1, marketplace.clockRate());
    }

    @Test
    void it_hurries_from_the_moment_at_which_it_is_told_to() {
        set(60, null, NOON);

        assertEquals(NOON, marketplace.timeAt(NOON));
        assertEquals(NOON.plusSeconds(600), marketplace.timeAt(NOON.plusSeconds(10)));
        assertEquals(NOON.plusMillis(30), marketplace.timeAt(NOON.plusNanos(500_000)));
    }

    @Test
    void it_stands_and_goes_on_from_where_it_stood() {
        set(0, null, NOON);
        Instant later = NOON.plusSeconds(3600);
        assertEquals(NOON, marketplace.timeAt(later));

        set(1, null, later);

        assertEquals(NOON.plusSeconds(5), marketplace.timeAt(later.plusSeconds(5)));
    }

    @Test
    void it_jumps_whether_it_runs_or_stands() {
        decide(NOON, moment -> StageSettingDecider.advanceClock(Duration.ofHours(1), moment));
        set(0, null, NOON);
        decide(NOON, moment -> StageSettingDecider.advanceClock(Duration.ofHours(1), moment));
        assertEquals(NOON.plusSeconds(7200), marketplace.timeAt(NOON.plusSeconds(99)));

        set(2, NOON.plusSeconds(9000), NOON);

        assertEquals(NOON.plusSeconds(9002), marketplace.timeAt(NOON.plusSeconds(1)));
    }

    @Test
    void it_neither_goes_back_nor_runs_at_an_impossible_rate() {
        decide(NOON, moment -> StageSettingDecider.advanceClock(Duration.ofHours(1), moment));

        List<Decision<Instant>> refused = List.of(
                StageSettingDecider.setClock(1, NOON, moment(NOON)),
                StageSettingDecider.setClock(1, NOON.plus(Duration.ofDays(9999)), moment(NOON)),
                StageSettingDecider.setClock(-1, null, moment(NOON)),
                StageSettingDecider.setClock(86_401, null, moment(NOON)),
                StageSettingDecider.setClock(Double.NaN, null, moment(NOON)),
                StageSettingDecider.advanceClock(Duration.ZERO, moment(NOON)));

        refused.forEach(decision -> assertEquals(
                RefusalCode.VALIDATION,
                decision instanceof Rejected<Instant>(var refusal) ? refusal.code() : decision));
    }

    @Test
    void a_reset_sets_it_to_real_time() {
        set(60, NOON.plusSeconds(9000), NOON);

        decide(NOON, StageSettingDecider::reset);

        assertEquals(NOON.plusSeconds(5), marketplace.timeAt(NOON.plusSeconds(5)));
    }

    @Test
    void one_that_keeps_pace_with_real_time_has_gone_on_while_nobody_ran_it() {
        decide(NOON, moment -> StageSettingDecider.advanceClock(Duration.ofHours(1), moment));
        Instant tomorrow = NOON.plus(Duration.ofDays(1));

        decide(tomorrow, moment -> StageSettingDecider.resumeClock(NOON, moment));

        assertEquals(tomorrow.plusSeconds(3600), marketplace.timeAt(tomorrow));
    }

    @Test
    void one_that_hurries_goes_on_from_where_it_can_have_been_when_nobody_ran_it_any_more() {
        set(3600, null, NOON);
        Instant tomorrow = NOON.plus(Duration.ofDays(1));

        decide(tomorrow, moment -> StageSettingDecider.resumeClock(NOON.plusSeconds(10), moment));

        assertEquals(NOON.plusSeconds(12 * 3600), marketplace.timeAt(tomorrow));
        assertEquals(NOON.plusSeconds(13 * 3600), marketplace.timeAt(tomorrow.plusSeconds(1)));
    }

    @Test
    void a_restart_within_a_moment_changes_nothing() {
        set(3600, null, NOON);

        decide(NOON.plusSeconds(2), moment -> StageSettingDecider.resumeClock(NOON, moment));
        decide(NOON.minusSeconds(9), moment -> StageSettingDecider.resumeClock(NOON, moment));

        assertEquals(NOON.plusSeconds(7200), marketplace.timeAt(NOON.plusSeconds(2)));
    }

    @Test
    void signs_of_the_clock_do_not_slow_it_down() {
        set(0.001, null, NOON);

        for (int i = 1; i <= 1_000; i++) {
            decide(NOON.plusMillis(i * 999L), StageSettingDecider::noteClock);
        }

        assertEquals(NOON.plusMillis(999), marketplace.timeAt(NOON.plusMillis(999_000)));
    }

    private void set(double rate, @Nullable Instant to, Instant real) {
        decide(real, moment -> StageSettingDecider.setClock(rate, to, moment));
    }

    private <T> void decide(Instant real, Function<Moment, Decision<T>> decider) {
        switch (decider.apply(moment(real))) {
            case Accepted<T>(var events, var _) -> events.forEach(marketplace::evolve);
            case Rejected<T>(var refusal) -> throw new AssertionError(refusal);
        }
    }

    private Moment moment(Instant real) {
        return new Moment(marketplace, marketplace.timeAt(real), real);
    }
}
