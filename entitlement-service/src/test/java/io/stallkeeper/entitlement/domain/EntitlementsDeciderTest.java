package io.stallkeeper.entitlement.domain;

import static io.stallkeeper.entitlement.domain.PricingModel.CONTRACT;
import static io.stallkeeper.entitlement.domain.PricingModel.USAGE;
import static io.stallkeeper.entitlement.domain.Samples.ACTIVATED;
import static io.stallkeeper.entitlement.domain.Samples.BUYER;
import static io.stallkeeper.entitlement.domain.Samples.TEN_SEATS;
import static io.stallkeeper.entitlement.domain.Samples.and;
import static io.stallkeeper.entitlement.domain.Samples.at;
import static io.stallkeeper.entitlement.domain.Samples.granted;
import static io.stallkeeper.entitlement.domain.Samples.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stallkeeper.entitlement.domain.EntitlementsCommand.ActivateSubscription;
import io.stallkeeper.entitlement.domain.EntitlementsCommand.BeginToEnd;
import io.stallkeeper.entitlement.domain.EntitlementsCommand.EndSubscription;
import io.stallkeeper.entitlement.domain.EntitlementsCommand.RecordAnswer;
import io.stallkeeper.entitlement.domain.EntitlementsCommand.RequestLookup;
import io.stallkeeper.entitlement.domain.EntitlementsEvent.BuyerIdentified;
import io.stallkeeper.entitlement.domain.EntitlementsEvent.EntitlementsConfirmed;
import io.stallkeeper.entitlement.domain.EntitlementsEvent.EntitlementsRevoked;
import io.stallkeeper.entitlement.domain.EntitlementsEvent.EntitlementsWithdrawn;
import io.stallkeeper.entitlement.domain.EntitlementsEvent.LookupRequested;
import io.stallkeeper.entitlement.domain.EntitlementsEvent.SubscriptionActivated;
import io.stallkeeper.entitlement.domain.EntitlementsEvent.SubscriptionBeganToEnd;
import io.stallkeeper.entitlement.domain.EntitlementsEvent.SubscriptionEnded;
import io.stallkeeper.testkit.events.DeciderScenario;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntitlementsDeciderTest {

    @Test
    void a_registration_makes_the_buyer_known_and_asks_aws() {
        given().when(new RequestLookup(BUYER, CONTRACT, at(0)))
                .then(new BuyerIdentified(BUYER), new LookupRequested(1, at(0)));
    }

    @Test
    void an_activation_asks_aws() {
        given(new BuyerIdentified(BUYER), new LookupRequested(1, at(0)))
                .when(new ActivateSubscription(BUYER, CONTRACT, at(1)))
                .then(new SubscriptionActivated(at(1)), new LookupRequested(2, at(1)));
    }

    @Test
    void aws_is_never_asked_about_a_product_that_is_priced_by_usage_alone() {
        given().when(new ActivateSubscription(BUYER, USAGE, at(0)))
                .then(new BuyerIdentified(BUYER), new SubscriptionActivated(at(0)));
    }

    @Test
    void an_answer_with_something_new_grants_all_of_it_in_one_order() {
        var sso = new Entitlement("sso", EntitlementValue.of(true), null);

        given(and(ACTIVATED))
                .when(new RecordAnswer(1, List.of(sso, TEN_SEATS), at(1)))
                .then(granted(1, 1, TEN_SEATS, sso));
    }

    @Test
    void an_answer_that_repeats_what_is_known_only_confirms_it() {
        given(and(ACTIVATED, granted(1, 1, TEN_SEATS)))
                .when(new RecordAnswer(1, List.of(TEN_SEATS), at(9)))
                .then(new EntitlementsConfirmed(1, at(9)));
    }

    @Test
    void a_first_answer_of_nothing_revokes_nothing() {
        given(and(ACTIVATED)).when(new RecordAnswer(1, List.of(), at(1))).then(new EntitlementsConfirmed(1, at(1)));
    }

    @Test
    void an_empty_answer_revokes_what_was_granted() {
        given(and(ACTIVATED, granted(1, 1, TEN_SEATS)))
                .when(new RecordAnswer(1, List.of(), at(2)))
                .then(new EntitlementsRevoked(1, at(2)));
    }

    @Test
    void an_answer_older_than_the_newest_changes_nothing() {
        given(and(ACTIVATED, granted(1, 5, TEN_SEATS)))
                .when(new RecordAnswer(1, List.of(), at(4)))
                .thenRejected("older-than-known");
    }

    @Test
    void a_request_made_during_a_call_is_not_answered_by_it() {
        var past = and(ACTIVATED, new LookupRequested(2, at(1)), granted(1, 0, TEN_SEATS));

        assertThat(state(past)).isInstanceOfSatisfying(Entitlements.Active.class, active -> assertThat(
                        active.knowledge().dueSince())
                .isEqualTo(at(0)));
        assertThat(state(and(List.of(past), new EntitlementsConfirmed(2, at(2)))))
                .isInstanceOfSatisfying(
                        Entitlements.Active.class,
                        active -> assertThat(active.knowledge().dueSince()).isNull());
    }

    @Test
    void an_ending_contract_keeps_what_aws_grants_and_is_looked_up() {
        given(and(ACTIVATED, granted(1, 1, TEN_SEATS)))
                .when(new BeginToEnd(BUYER, CONTRACT, at(2)))
                .then(new SubscriptionBeganToEnd(at(2)), new LookupRequested(2, at(2)));
    }

    @Test
    void the_end_withdraws_what_was_granted_without_asking_aws() {
        given(and(ACTIVATED, granted(1, 1, TEN_SEATS)))
                .when(new EndSubscription(BUYER, CONTRACT, at(2)))
                .then(new EntitlementsWithdrawn(at(2)), new SubscriptionEnded(at(2)));
    }

    @Test
    void the_end_withdraws_the_use_of_a_product_priced_by_usage() {
        given(new BuyerIdentified(BUYER), new SubscriptionActivated(at(0)))
                .when(new EndSubscription(BUYER, USAGE, at(2)))
                .then(new EntitlementsWithdrawn(at(2)), new SubscriptionEnded(at(2)));
    }

    @Test
    void the_end_withdraws_nothing_where_nothing_was_granted() {
        given(and(ACTIVATED)).when(new EndSubscription(BUYER, CONTRACT, at(2))).then(new SubscriptionEnded(at(2)));
    }

    @Test
    void a_late_duplicate_of_an_activation_revives_nothing() {
        given(and(ACTIVATED, new SubscriptionEnded(at(5))))
                .when(new ActivateSubscription(BUYER, CONTRACT, at(4)))
                .thenRejected("subscription-over");
    }

    @Test
    void a_customer_who_subscribes_again_begins_anew() {
        given(and(ACTIVATED, granted(1, 1, TEN_SEATS), new EntitlementsWithdrawn(at(5)), new SubscriptionEnded(at(5))))
                .when(new ActivateSubscription(BUYER, CONTRACT, at(6)))
                .then(new SubscriptionActivated(at(6)), new LookupRequested(2, at(6)));
    }

    @Test
    void a_buyer_who_returns_while_leaving_is_active_again() {
        given(and(ACTIVATED, new SubscriptionBeganToEnd(at(1))))
                .when(new ActivateSubscription(BUYER, CONTRACT, at(2)))
                .then(new SubscriptionActivated(at(2)), new LookupRequested(2, at(2)));
    }

    @Test
    void a_license_that_aws_spells_differently_later_is_asked_for_by_the_later_spelling() {
        var later = BuyerIdentity.ofLicense("product", "arn:aws:license-manager:us-east-1:1:license:l-0f3a");

        given(and(ACTIVATED))
                .when(new RequestLookup(later, CONTRACT, at(1)))
                .then(new BuyerIdentified(later), new LookupRequested(2, at(1)));
    }

    @Test
    void a_log_that_cannot_have_happened_is_not_folded() {
        assertThatThrownBy(() -> state(new SubscriptionActivated(at(0)))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> state(and(ACTIVATED, new LookupRequested(3, at(0)))))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> state(and(ACTIVATED, granted(2, 0, TEN_SEATS))))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> state(and(ACTIVATED, new SubscriptionEnded(at(1)), granted(1, 2, TEN_SEATS))))
                .isInstanceOf(IllegalStateException.class);
    }

    private static DeciderScenario<EntitlementsCommand, Entitlements, EntitlementsEvent> given(
            EntitlementsEvent... past) {
        return DeciderScenario.given(new EntitlementsDecider(), past);
    }
}
