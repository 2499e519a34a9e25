package io.stallkeeper.entitlement.domain;

import static io.stallkeeper.entitlement.domain.Samples.ACTIVATED;
import static io.stallkeeper.entitlement.domain.Samples.BUYER;
import static io.stallkeeper.entitlement.domain.Samples.EXPIRES;
import static io.stallkeeper.entitlement.domain.Samples.TEN_SEATS;
import static io.stallkeeper.entitlement.domain.Samples.and;
import static io.stallkeeper.entitlement.domain.Samples.at;
import static io.stallkeeper.entitlement.domain.Samples.granted;
import static io.stallkeeper.entitlement.domain.Samples.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.stallkeeper.entitlement.domain.EntitlementsEvent.BuyerIdentified;
import io.stallkeeper.entitlement.domain.EntitlementsEvent.EntitlementsConfirmed;
import io.stallkeeper.entitlement.domain.EntitlementsEvent.LookupRequested;
import io.stallkeeper.entitlement.domain.EntitlementsEvent.SubscriptionActivated;
import io.stallkeeper.entitlement.domain.EntitlementsEvent.SubscriptionEnded;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LookupPlanTest {

    private static final LookupPlan PLAN =
            new LookupPlan(Duration.ofHours(24), Duration.ofHours(1), Duration.ofMinutes(1));

    @Test
    void a_request_is_due_at_once() {
        assertThat(PLAN.next(state(and(ACTIVATED)), 0.5)).contains(at(0));
        assertThat(PLAN.next(state(new BuyerIdentified(BUYER), new LookupRequested(1, at(3))), 0.5))
                .contains(at(3));
    }

    @Test
    void an_active_contract_is_refreshed_a_day_later_or_up_to_a_tenth_sooner() {
        var known = state(and(ACTIVATED, granted(1, 0, TEN_SEATS)));

        assertThat(PLAN.next(known, 0)).contains(at(24 * 60));
        assertThat(PLAN.next(known, 1)).contains(at(24 * 60 - 144));
    }

    @Test
    void aws_is_asked_before_an_expiration_date_and_at_it() {
        assertThat(PLAN.next(confirmedAt(EXPIRES.minusSeconds(7_200)), 0)).contains(EXPIRES.minusSeconds(3_600));
        assertThat(PLAN.next(confirmedAt(EXPIRES.minusSeconds(3_600)), 0)).contains(EXPIRES);
        assertThat(PLAN.next(confirmedAt(EXPIRES), 0)).contains(EXPIRES.plus(Duration.ofHours(24)));
    }

    @Test
    void a_new_subscription_that_is_granted_nothing_is_asked_about_again_soon_and_then_ever_later() {
        assertThat(PLAN.next(state(and(ACTIVATED, new EntitlementsConfirmed(1, at(0)))), 0))
                .contains(at(1));
        assertThat(PLAN.next(state(and(ACTIVATED, new EntitlementsConfirmed(1, at(8)))), 0))
                .contains(at(16));
        assertThat(PLAN.next(state(and(ACTIVATED, new EntitlementsConfirmed(1, at(100 * 60)))), 0))
                .contains(at(124 * 60));
    }

    @Test
    void nothing_is_refreshed_before_the_beginning_or_after_the_end_or_without_entitlements() {
        assertThat(PLAN.next(state(), 0)).isEmpty();
        assertThat(PLAN.next(state(new BuyerIdentified(BUYER)), 0)).isEmpty();
        assertThat(PLAN.next(state(new BuyerIdentified(BUYER), new SubscriptionActivated(at(0))), 0))
                .isEmpty();
        assertThat(PLAN.next(state(and(ACTIVATED, new SubscriptionEnded(at(1)))), 0))
                .isEmpty();
    }

    @Test
    void the_pause_after_failures_doubles_up_to_its_bound() {
        var pause = new RetryPause(Duration.ofSeconds(1), Duration.ofMinutes(1));

        assertThat(pause.after(1, 1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(pause.after(3, 1)).isEqualTo(Duration.ofSeconds(4));
        assertThat(pause.after(3, 0)).isEqualTo(Duration.ofSeconds(2));
        assertThat(pause.after(1_000_000, 1)).isEqualTo(Duration.ofMinutes(1));
    }

    private static Entitlements confirmedAt(Instant asOf) {
        return state(and(ACTIVATED, granted(1, 0, TEN_SEATS), new EntitlementsConfirmed(1, asOf)));
    }
}
