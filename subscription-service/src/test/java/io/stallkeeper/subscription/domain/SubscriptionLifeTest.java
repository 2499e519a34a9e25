package io.stallkeeper.subscription.domain;

import static io.stallkeeper.subscription.domain.Samples.AGREEMENT;
import static io.stallkeeper.subscription.domain.Samples.CUSTOMER;
import static io.stallkeeper.subscription.domain.Samples.LICENSED;
import static io.stallkeeper.subscription.domain.Samples.at;
import static io.stallkeeper.subscription.domain.Samples.noted;
import static io.stallkeeper.subscription.domain.Samples.signal;
import static io.stallkeeper.subscription.domain.Signal.Kind.ACTIVATED;
import static io.stallkeeper.subscription.domain.Signal.Kind.CLOSED;
import static io.stallkeeper.subscription.domain.Signal.Kind.DEPROVISIONED;
import static io.stallkeeper.subscription.domain.Signal.Kind.ENDING;
import static io.stallkeeper.subscription.domain.Signal.Kind.ENTITLEMENTS_CHANGED;
import static io.stallkeeper.subscription.domain.Signal.Kind.FAILED;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stallkeeper.subscription.domain.SubscriptionCommand.Merge;
import io.stallkeeper.subscription.domain.SubscriptionCommand.NoteSignal;
import io.stallkeeper.subscription.domain.SubscriptionCommand.PassDeadline;
import io.stallkeeper.subscription.domain.SubscriptionCommand.RecogniseBuyer;
import io.stallkeeper.subscription.domain.SubscriptionEvent.Activated;
import io.stallkeeper.subscription.domain.SubscriptionEvent.BuyerRecognised;
import io.stallkeeper.subscription.domain.SubscriptionEvent.Ended;
import io.stallkeeper.subscription.domain.SubscriptionEvent.Ending;
import io.stallkeeper.subscription.domain.SubscriptionEvent.EntitlementsChangeNotified;
import io.stallkeeper.subscription.domain.SubscriptionEvent.Failed;
import io.stallkeeper.subscription.domain.SubscriptionEvent.Merged;
import io.stallkeeper.subscription.domain.SubscriptionEvent.SignalNoted;
import io.stallkeeper.testkit.events.DeciderScenario;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A subscription's life, one rule a test. */
class SubscriptionLifeTest {

    private static final BuyerIdentity MOVED = new BuyerIdentity(
            CUSTOMER.productCode(),
            LICENSED.licenseArn(),
            LICENSED.customerAwsAccountId(),
            CUSTOMER.customerIdentifier());
    private static final BuyerRecognised LICENSE_KNOWN = new BuyerRecognised(LICENSED, false);
    private static final BuyerRecognised CUSTOMER_KNOWN = new BuyerRecognised(CUSTOMER, false);
    private static final Activated LICENSE_ACTIVE = new Activated(LICENSED, AGREEMENT, at("10:00"));
    private static final Activated CUSTOMER_ACTIVE = new Activated(CUSTOMER, AGREEMENT, at("10:00"));
    private static final Ending LICENSE_ENDING = new Ending(LICENSED, at("11:00"), at("12:00"));
    private static final Ending CUSTOMER_ENDING = new Ending(CUSTOMER, at("11:00"), at("12:00"));

    @Test
    void the_license_activates_at_the_time_that_aws_gave_the_notification() {
        given(LICENSE_KNOWN).when(note(ACTIVATED, "10:00")).then(noted(ACTIVATED, "10:00"), LICENSE_ACTIVE);
    }

    @Test
    void a_signal_counts_once() {
        given(LICENSE_KNOWN, noted(ACTIVATED, "10:00"), LICENSE_ACTIVE)
                .when(note(ACTIVATED, "10:00"))
                .thenNothing();
    }

    @Test
    void a_license_that_is_updated_while_active_has_other_entitlements() {
        given(LICENSE_KNOWN, noted(ACTIVATED, "10:00"), LICENSE_ACTIVE)
                .when(note(ACTIVATED, "10:30"))
                .then(noted(ACTIVATED, "10:30"), new EntitlementsChangeNotified(LICENSED, at("10:30")));
    }

    @Test
    void entitlements_that_change_while_active_are_told() {
        given(CUSTOMER_KNOWN, noted(ACTIVATED, "10:00"), CUSTOMER_ACTIVE)
                .when(note(ENTITLEMENTS_CHANGED, "10:30"))
                .then(noted(ENTITLEMENTS_CHANGED, "10:30"), new EntitlementsChangeNotified(CUSTOMER, at("10:30")));
    }

    @Test
    void the_end_opens_the_final_metering_hour() {
        given(LICENSE_KNOWN, noted(ACTIVATED, "10:00"), LICENSE_ACTIVE)
                .when(note(ENDING, "11:00"))
                .then(noted(ENDING, "11:00"), LICENSE_ENDING);
    }

    @Test
    void a_later_sign_of_the_end_gives_no_more_time() {
        given(LICENSE_KNOWN, noted(ACTIVATED, "10:00"), LICENSE_ACTIVE, noted(ENDING, "11:00"), LICENSE_ENDING)
                .when(note(DEPROVISIONED, "11:30"))
                .then(noted(DEPROVISIONED, "11:30"));
    }

    @Test
    void an_earlier_sign_of_the_end_takes_time_away() {
        given(LICENSE_KNOWN, noted(ACTIVATED, "10:00"), LICENSE_ACTIVE, noted(ENDING, "11:00"), LICENSE_ENDING)
                .when(note(DEPROVISIONED, "10:45"))
                .then(noted(DEPROVISIONED, "10:45"), new Ending(LICENSED, at("10:45"), at("11:45")));
    }

    @Test
    void an_activation_that_comes_late_revives_nothing() {
        given(LICENSE_KNOWN, noted(ENDING, "11:00"), LICENSE_ENDING, new Ended(LICENSED, at("12:00")))
                .when(note(ACTIVATED, "10:00"))
                .then(noted(ACTIVATED, "10:00"));
    }

    @Test
    void a_license_that_was_taken_back_never_comes_again() {
        given(LICENSE_KNOWN, noted(ACTIVATED, "10:00"), LICENSE_ACTIVE, noted(DEPROVISIONED, "11:00"), LICENSE_ENDING)
                .when(note(ACTIVATED, "11:30"))
                .then(noted(ACTIVATED, "11:30"));
    }

    @Test
    void who_subscribes_again_while_it_ends_goes_on() {
        given(CUSTOMER_KNOWN, noted(ACTIVATED, "10:00"), CUSTOMER_ACTIVE, noted(ENDING, "11:00"), CUSTOMER_ENDING)
                .when(note(ACTIVATED, "11:30"))
                .then(noted(ACTIVATED, "11:30"), new Activated(CUSTOMER, AGREEMENT, at("11:30")));
    }

    @Test
    void a_customer_of_an_older_listing_may_come_back_after_the_end() {
        given(CUSTOMER_KNOWN, noted(ENDING, "11:00"), CUSTOMER_ENDING, new Ended(CUSTOMER, at("12:00")))
                .when(note(ACTIVATED, "15:00"))
                .then(noted(ACTIVATED, "15:00"), new Activated(CUSTOMER, AGREEMENT, at("15:00")));
    }

    @Test
    void a_customer_who_moves_to_a_license_is_told_anew_under_it() {
        var updated = signal(ACTIVATED, "10:30").of(LICENSED);
        var takenBack = signal(DEPROVISIONED, "11:30").of(LICENSED);
        given(CUSTOMER_KNOWN, noted(ACTIVATED, "10:00"), CUSTOMER_ACTIVE)
                .when(new NoteSignal(updated))
                .then(
                        new SignalNoted(updated),
                        new Activated(MOVED, AGREEMENT, at("10:00")),
                        new EntitlementsChangeNotified(MOVED, at("10:30")));
        given(CUSTOMER_KNOWN, noted(ENDING, "11:00"), CUSTOMER_ENDING)
                .when(new NoteSignal(takenBack))
                .then(new SignalNoted(takenBack), new Ending(MOVED, at("11:00"), at("12:00")));
    }

    @Test
    void no_registration_takes_a_license_away() {
        var updated = new SignalNoted(signal(ACTIVATED, "10:30").of(LICENSED));
        given(CUSTOMER_KNOWN, noted(ACTIVATED, "10:00"), CUSTOMER_ACTIVE, new BuyerRecognised(MOVED, false))
                .when(new RecogniseBuyer(CUSTOMER, true))
                .then(new BuyerRecognised(MOVED, true));
        given(CUSTOMER_KNOWN, updated, new Activated(MOVED, AGREEMENT, at("10:30")))
                .when(new RecogniseBuyer(CUSTOMER, true))
                .then(new BuyerRecognised(MOVED, true));
        given(CUSTOMER_KNOWN, updated, new BuyerRecognised(MOVED, true))
                .when(new RecogniseBuyer(CUSTOMER, true))
                .thenNothing();
    }

    @Test
    void a_customer_who_came_back_before_moving_to_a_license_stays() {
        var back = new Activated(CUSTOMER, AGREEMENT, at("15:00"));
        given(
                        CUSTOMER_KNOWN,
                        noted(ENDING, "11:00"),
                        CUSTOMER_ENDING,
                        new Ended(CUSTOMER, at("12:00")),
                        noted(ACTIVATED, "15:00"),
                        back,
                        new BuyerRecognised(MOVED, false))
                .when(note(ACTIVATED, "16:00"))
                .then(noted(ACTIVATED, "16:00"), new EntitlementsChangeNotified(MOVED, at("16:00")));
    }

    @Test
    void a_license_that_a_customer_moved_to_and_that_was_taken_back_never_comes_again() {
        given(
                        CUSTOMER_KNOWN,
                        new BuyerRecognised(MOVED, false),
                        noted(DEPROVISIONED, "11:00"),
                        new Ending(MOVED, at("11:00"), at("12:00")),
                        new Ended(MOVED, at("12:00")))
                .when(note(ACTIVATED, "15:00"))
                .then(noted(ACTIVATED, "15:00"));
    }

    @Test
    void a_customer_whose_license_was_taken_back_comes_back_by_another_agreement() {
        var other = new Signal("another", ACTIVATED, at("15:00"), "agmt-another", null);
        given(
                        CUSTOMER_KNOWN,
                        new BuyerRecognised(MOVED, false),
                        noted(DEPROVISIONED, "11:00"),
                        new Ending(MOVED, at("11:00"), at("12:00")),
                        new Ended(MOVED, at("12:00")))
                .when(new NoteSignal(other))
                .then(new SignalNoted(other), new Activated(MOVED, "agmt-another", at("15:00")));
    }

    @Test
    void what_somebody_registered_by_itself_is_no_mere_alias() {
        given(LICENSE_KNOWN, noted(ACTIVATED, "10:00"), LICENSE_ACTIVE)
                .when(new Merge("c-1", at("11:00")))
                .then(new Merged("c-1", at("11:00")));
        given(new BuyerRecognised(LICENSED, true), noted(ACTIVATED, "10:00"), LICENSE_ACTIVE)
                .when(new Merge("c-1", at("11:00")))
                .thenRejected(SubscriptionDecider.REGISTERED);
    }

    @Test
    void the_last_message_ends_it_at_once() {
        given(CUSTOMER_KNOWN, noted(ACTIVATED, "10:00"), CUSTOMER_ACTIVE, noted(ENDING, "11:00"), CUSTOMER_ENDING)
                .when(note(CLOSED, "11:50"))
                .then(noted(CLOSED, "11:50"), new Ended(CUSTOMER, at("11:50")));
    }

    @Test
    void the_last_message_gives_no_more_time_than_the_final_hour() {
        given(CUSTOMER_KNOWN, noted(ENDING, "11:00"), CUSTOMER_ENDING)
                .when(note(CLOSED, "12:10"))
                .then(noted(CLOSED, "12:10"), new Ended(CUSTOMER, at("12:00")));
    }

    @Test
    void the_end_comes_with_the_deadline() {
        given(LICENSE_KNOWN, noted(ENDING, "11:00"), LICENSE_ENDING)
                .when(new PassDeadline(at("12:00")))
                .then(new Ended(LICENSED, at("12:00")));
    }

    @Test
    void before_the_deadline_nothing_ends() {
        given(LICENSE_KNOWN, noted(ENDING, "11:00"), LICENSE_ENDING)
                .when(new PassDeadline(at("11:59")))
                .thenNothing();
    }

    @Test
    void what_failed_may_still_succeed() {
        given(CUSTOMER_KNOWN, noted(FAILED, "09:00"), new Failed(CUSTOMER, at("09:00")))
                .when(note(ACTIVATED, "10:00"))
                .then(noted(ACTIVATED, "10:00"), CUSTOMER_ACTIVE);
    }

    @Test
    void a_second_attempt_that_fails_takes_nothing_away() {
        given(CUSTOMER_KNOWN, noted(ACTIVATED, "10:00"), CUSTOMER_ACTIVE)
                .when(note(FAILED, "10:30"))
                .then(noted(FAILED, "10:30"));
    }

    @Test
    void an_earlier_activation_than_known_corrects_the_time() {
        given(LICENSE_KNOWN, noted(ACTIVATED, "10:30"), new Activated(LICENSED, AGREEMENT, at("10:30")))
                .when(note(ACTIVATED, "10:00"))
                .then(noted(ACTIVATED, "10:00"), LICENSE_ACTIVE);
    }

    @Test
    void a_registration_knows_the_buyer_better_than_a_notification() {
        var resolved = new BuyerIdentity("product-1", LICENSED.licenseArn(), "111122223333", "X01EXAMPLEX");
        given(LICENSE_KNOWN, noted(ACTIVATED, "10:00"), LICENSE_ACTIVE)
                .when(new RecogniseBuyer(resolved, true))
                .then(new BuyerRecognised(resolved, true));
    }

    @Test
    void a_notification_changes_nothing_about_a_buyer_that_is_known() {
        given(new BuyerRecognised(LICENSED, true))
                .when(new RecogniseBuyer(CUSTOMER, false))
                .thenNothing();
    }

    @ParameterizedTest
    @MethodSource("impossiblePasts")
    void a_past_that_cannot_have_been_is_not_believed(List<SubscriptionEvent> past) {
        var decider = new SubscriptionDecider();

        assertThatThrownBy(() -> decider.fold(decider.initialState(), past)).isInstanceOf(IllegalStateException.class);
    }

    static Stream<List<SubscriptionEvent>> impossiblePasts() {
        return Stream.of(
                List.of(noted(ACTIVATED, "10:00")),
                List.of(LICENSE_ACTIVE),
                List.of(LICENSE_KNOWN, LICENSE_ACTIVE),
                List.of(LICENSE_KNOWN, LICENSE_ENDING),
                List.of(LICENSE_KNOWN, noted(ACTIVATED, "10:00"), noted(ACTIVATED, "10:00")),
                List.of(
                        CUSTOMER_KNOWN,
                        noted(ACTIVATED, "10:00"),
                        CUSTOMER_ACTIVE,
                        noted(FAILED, "10:30"),
                        new Failed(CUSTOMER, at("10:30"))));
    }

    private static DeciderScenario<SubscriptionCommand, Subscription, SubscriptionEvent> given(
            SubscriptionEvent... past) {
        return DeciderScenario.given(new SubscriptionDecider(), past);
    }

    private static SubscriptionCommand note(Signal.Kind kind, String time) {
        return new NoteSignal(signal(kind, time));
    }
}
