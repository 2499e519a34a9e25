package io.stallkeeper.entitlement.domain;

import static io.stallkeeper.entitlement.domain.PricingModel.CONTRACT;
import static io.stallkeeper.entitlement.domain.PricingModel.CONTRACT_WITH_CONSUMPTION;
import static io.stallkeeper.entitlement.domain.PricingModel.USAGE;
import static io.stallkeeper.entitlement.domain.Samples.ACTIVATED;
import static io.stallkeeper.entitlement.domain.Samples.BUYER;
import static io.stallkeeper.entitlement.domain.Samples.TEN_SEATS;
import static io.stallkeeper.entitlement.domain.Samples.and;
import static io.stallkeeper.entitlement.domain.Samples.at;
import static io.stallkeeper.entitlement.domain.Samples.granted;
import static io.stallkeeper.entitlement.domain.Samples.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.stallkeeper.entitlement.domain.EntitlementsEvent.BuyerIdentified;
import io.stallkeeper.entitlement.domain.EntitlementsEvent.SubscriptionActivated;
import io.stallkeeper.entitlement.domain.EntitlementsEvent.SubscriptionBeganToEnd;
import io.stallkeeper.entitlement.domain.EntitlementsEvent.SubscriptionEnded;
import io.stallkeeper.entitlement.domain.EntitlementsEvent.SubscriptionFailed;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class UseTest {

    private static final Entitlements TEN = state(and(ACTIVATED, granted(1, 1, TEN_SEATS)));

    @Test
    void the_entitlement_decides_and_its_value_is_told() {
        assertThat(Use.of("seats", null, TEN, CONTRACT)).isEqualTo(new Use(true, "granted", TEN_SEATS));
        assertThat(Use.of("seats", null, TEN, CONTRACT_WITH_CONSUMPTION).allowed())
                .isTrue();
    }

    @Test
    void as_many_units_as_granted_may_be_used_and_not_one_more() {
        assertThat(Use.of("seats", BigDecimal.TEN, TEN, CONTRACT).allowed()).isTrue();
        assertThat(Use.of("seats", new BigDecimal("10.01"), TEN, CONTRACT))
                .isEqualTo(new Use(false, "too-few", TEN_SEATS));
    }

    @Test
    void what_is_not_granted_may_not_be_used() {
        assertThat(Use.of("sso", null, TEN, CONTRACT)).isEqualTo(new Use(false, "not-granted", null));
    }

    @Test
    void zero_units_false_and_no_text_grant_nothing() {
        for (var value : new EntitlementValue[] {
            EntitlementValue.of(0),
            EntitlementValue.of(new BigDecimal("0.0")),
            EntitlementValue.of(false),
            EntitlementValue.of(" ")
        }) {
            assertThat(Use.of("x", null, active(value), CONTRACT).reason()).isEqualTo("not-granted");
        }
    }

    @Test
    void a_decimal_true_and_text_grant_the_dimension() {
        assertThat(Use.of("x", new BigDecimal("1.5"), active(EntitlementValue.of(new BigDecimal("1.50"))), CONTRACT)
                        .allowed())
                .isTrue();
        assertThat(Use.of("x", null, active(EntitlementValue.of(true)), CONTRACT)
                        .allowed())
                .isTrue();
        assertThat(Use.of("x", null, active(EntitlementValue.of("gold")), CONTRACT)
                        .allowed())
                .isTrue();
    }

    @Test
    void what_is_not_a_number_grants_no_number_of_units() {
        assertThat(Use.of("x", BigDecimal.ONE, active(EntitlementValue.of(true)), CONTRACT)
                        .reason())
                .isEqualTo("not-a-number");
    }

    @Test
    void entitlements_of_one_dimension_are_not_added_up() {
        var six = new Entitlement("seats", EntitlementValue.of(6), null);
        var both = state(and(ACTIVATED, granted(1, 1, TEN_SEATS, six)));

        assertThat(Use.of("seats", BigDecimal.TEN, both, CONTRACT).entitlement())
                .isEqualTo(TEN_SEATS);
        assertThat(Use.of("seats", new BigDecimal(16), both, CONTRACT).reason()).isEqualTo("too-few");
    }

    @Test
    void an_active_subscription_priced_by_usage_may_use_everything() {
        var active = state(new BuyerIdentified(BUYER), new SubscriptionActivated(at(0)));

        assertThat(Use.of("anything", new BigDecimal(1_000_000), active, USAGE))
                .isEqualTo(new Use(true, "usage-priced", null));
    }

    @Test
    void an_ending_subscription_keeps_its_contract_and_begins_no_new_billable_work() {
        var ending = state(and(ACTIVATED, granted(1, 1, TEN_SEATS), new SubscriptionBeganToEnd(at(2))));

        assertThat(Use.of("seats", null, ending, CONTRACT).reason()).isEqualTo("granted");
        assertThat(Use.of("seats", null, ending, USAGE)).isEqualTo(new Use(false, "subscription-ending", null));
    }

    @Test
    void unknown_means_no() {
        assertThat(Use.of("seats", null, state(), USAGE).reason()).isEqualTo("unknown-subscription");
        assertThat(Use.of("seats", null, state(and(ACTIVATED)), CONTRACT).reason())
                .isEqualTo("not-looked-up-yet");
        assertThat(Use.of("seats", null, state(new BuyerIdentified(BUYER)), USAGE)
                        .reason())
                .isEqualTo("subscription-pending");
    }

    @Test
    void over_means_no() {
        assertThat(Use.of("seats", null, state(and(ACTIVATED, new SubscriptionEnded(at(1)))), USAGE))
                .isEqualTo(new Use(false, "subscription-ended", null));
        assertThat(Use.of("seats", null, state(and(ACTIVATED, new SubscriptionFailed(at(1)))), CONTRACT))
                .isEqualTo(new Use(false, "subscription-failed", null));
    }

    private static Entitlements active(EntitlementValue value) {
        return state(and(ACTIVATED, granted(1, 1, new Entitlement("x", value, null))));
    }
}
