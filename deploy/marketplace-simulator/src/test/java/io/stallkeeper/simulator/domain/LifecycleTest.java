package io.stallkeeper.simulator.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.stallkeeper.simulator.domain.agreement.ActivationEvent;
import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.agreement.CalendarLength;
import io.stallkeeper.simulator.domain.agreement.EndReason;
import io.stallkeeper.simulator.domain.agreement.Entitlement;
import io.stallkeeper.simulator.domain.agreement.FinalWindowOpens;
import io.stallkeeper.simulator.domain.agreement.LifecycleTiming;
import io.stallkeeper.simulator.domain.agreement.OfferKind;
import io.stallkeeper.simulator.domain.agreement.Payment;
import io.stallkeeper.simulator.domain.agreement.Stage;
import io.stallkeeper.simulator.domain.listing.NotificationForm;
import io.stallkeeper.simulator.domain.listing.PricingModel;
import io.stallkeeper.simulator.domain.listing.ProductIdentity;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What an agreement goes through, and what the seller is told (protocol page, 2.3, 3.1 and 3.4). */
class LifecycleTest {
    private static final String CREATED = "Purchase Agreement Created - Proposer";
    private static final String AMENDED = "Purchase Agreement Amended - Proposer";
    private static final String ENDED = "Purchase Agreement Ended - Proposer";
    private static final String UPDATED = "License Updated - Manufacturer";
    private static final String DEPROVISIONED = "License Deprovisioned - Manufacturer";

    private final Play play = new Play();

    @Test
    void with_created_as_the_activation_the_license_is_there_though_its_event_comes_later() {
        Duration delay = Duration.ofMinutes(1);
        Play eager = new Play(new LifecycleTiming(
                delay,
                Duration.ZERO,
                Duration.ofHours(1),
                FinalWindowOpens.AT_END,
                ActivationEvent.PURCHASE_AGREEMENT_CREATED));
        eager.usageProduct("p", ProductIdentity.CONCURRENT_AGREEMENTS).usageProduct("old", ProductIdentity.LEGACY);
        Agreement agreement = eager.subscribe("p", Play.ACCOUNT);

        assertInstanceOf(Stage.Active.class, agreement.stage());
        assertEquals(eager.now().plus(delay), eager.toldAt("License Updated - Manufacturer"));
        assertInstanceOf(
                Stage.Pending.class, eager.subscribe("old", Play.ACCOUNT).stage());
    }

    @Test
    void a_direct_sale_tells_of_the_agreement_then_of_the_license() {
        concurrent().subscribe("p", Play.ACCOUNT);

        assertEquals(List.of(CREATED, UPDATED), play.told());
    }

    @Test
    void a_cancelled_agreement_loses_its_license_31_seconds_later() {
        Agreement agreement = concurrent().subscribe("p", Play.ACCOUNT);
        play.cancel(agreement);
        assertEquals(List.of(CREATED, UPDATED, ENDED), play.told());

        play.after(Duration.ofHours(2));

        assertEquals(List.of(CREATED, UPDATED, ENDED, DEPROVISIONED), play.told());
        assertEquals(Instant.parse("2026-11-23T10:30:31Z"), play.toldAt(DEPROVISIONED));
        assertEquals(new Stage.Closed(EndReason.CANCELLED, Instant.parse("2026-11-23T11:30:31Z")), stage(agreement));
    }

    @Test
    void a_license_can_take_its_time() {
        Play slow = new Play(new LifecycleTiming(
                Duration.ofMinutes(1),
                Duration.ZERO,
                Duration.ofHours(1),
                FinalWindowOpens.AT_END,
                ActivationEvent.LICENSE_UPDATED));
        slow.usageProduct("p", ProductIdentity.CONCURRENT_AGREEMENTS).subscribe("p", Play.ACCOUNT);
        assertEquals(List.of(CREATED), slow.told());

        slow.after(Duration.ofMinutes(1));

        assertEquals(List.of(CREATED, UPDATED), slow.told());
    }

    @Test
    void who_cancels_before_the_license_is_there_never_had_one() {
        Play slow = new Play(new LifecycleTiming(
                Duration.ofMinutes(1),
                Duration.ZERO,
                Duration.ofHours(1),
                FinalWindowOpens.AT_END,
                ActivationEvent.LICENSE_UPDATED));
        slow.usageProduct("p", ProductIdentity.CONCURRENT_AGREEMENTS);
        slow.cancel(slow.subscribe("p", Play.ACCOUNT)).after(Duration.ofHours(3));

        assertEquals(List.of(CREATED, ENDED), slow.told());
    }

    @Test
    void a_legacy_buyer_leaves_in_two_steps_an_hour_apart() {
        Agreement agreement = legacy(PricingModel.USAGE).subscribe("p", Play.ACCOUNT);
        play.cancel(agreement);
        assertEquals(List.of("subscribe-success", "unsubscribe-pending"), play.told());

        play.after(Duration.ofHours(1));

        assertEquals(List.of("subscribe-success", "unsubscribe-pending", "unsubscribe-success"), play.told());
        assertEquals(Instant.parse("2026-11-23T11:30:00Z"), play.toldAt("unsubscribe-success"));
    }

    @Test
    void who_subscribes_again_before_the_end_is_not_told_of_it() {
        play.cancel(legacy(PricingModel.USAGE).subscribe("p", Play.ACCOUNT)).after(Duration.ofMinutes(30));

        Agreement again = play.subscribe("p", Play.ACCOUNT);
        play.after(Duration.ofHours(2));

        assertEquals(List.of("subscribe-success", "unsubscribe-pending", "subscribe-success"), play.told());
        assertEquals(
                "ACTIVE",
                play.marketplace.agreements().known(again.terms().agreementId()).status());
    }

    @Test
    void a_legacy_contract_tells_of_its_entitlements_too() {
        play.cancel(legacy(PricingModel.CONTRACT).subscribe("p", Play.ACCOUNT, Play.seats(3)));

        assertEquals(
                List.of("subscribe-success", "entitlement-updated", "unsubscribe-pending", "entitlement-updated"),
                play.told());
    }

    @Test
    void a_changed_contract_is_an_amended_agreement_and_an_updated_license() {
        play.product("c", ProductIdentity.CONCURRENT_AGREEMENTS, PricingModel.CONTRACT, NotificationForm.EVENTBRIDGE);
        Agreement agreement = play.subscribe("c", Play.ACCOUNT, Play.seats(3));

        change(agreement, Play.seats(8));

        assertEquals(List.of(CREATED, UPDATED, AMENDED, UPDATED), play.told());
    }

    @Test
    void what_is_bought_is_not_replaced_by_what_is_not_paid() {
        Agreement agreement = concurrent().subscribe("p", Play.ACCOUNT);
        var unpaid = new Conditions(OfferKind.PUBLIC, null, false, Payment.FAILS);
        var wish = new Replacement(play.successor(), List.of(), CalendarLength.ofDays(30), unpaid);

        assertEquals(
                RefusalCode.VALIDATION,
                play.refused(
                        moment -> SuccessionDecider.replace(agreement.terms().agreementId(), wish, moment)));
        assertEquals(List.of(CREATED, UPDATED), play.told());
    }

    @Test
    void a_contract_expires_after_a_year() {
        play.product("c", ProductIdentity.CONCURRENT_AGREEMENTS, PricingModel.CONTRACT, NotificationForm.EVENTBRIDGE);
        Agreement agreement = play.subscribe("c", Play.ACCOUNT, Play.seats(3));

        play.after(Duration.ofDays(365).plusHours(2));

        assertEquals(Instant.parse("2027-11-23T10:30:00Z"), play.toldAt(ENDED));
        assertEquals(new Stage.Closed(EndReason.EXPIRED, Instant.parse("2027-11-23T11:30:31Z")), stage(agreement));
    }

    @Test
    void what_is_due_happens_in_the_order_in_which_it_is_due() {
        concurrent();
        play.cancel(play.subscribe("p", Play.ACCOUNT)).after(Duration.ofSeconds(10));
        play.cancel(play.subscribe("p", Play.ACCOUNT)).after(Duration.ofHours(5));

        List<Instant> times = play.marketplace.outbox().waiting().stream()
                .map(notification -> notification.at())
                .toList();

        assertEquals(times.stream().sorted().toList(), times);
    }

    @Test
    void one_buyer_may_have_two_licenses_of_a_product_but_not_two_legacy_agreements() {
        concurrent().usageProduct("old", ProductIdentity.LEGACY);
        play.subscribe("p", Play.ACCOUNT);
        play.subscribe("p", Play.ACCOUNT);
        play.subscribe("old", Play.ACCOUNT);

        Subscription second = play.wish("old", Play.ACCOUNT);

        assertEquals(RefusalCode.CONFLICT, play.refused(moment -> AgreementDecider.subscribe(second, moment)));
    }

    @Test
    void what_is_over_can_be_neither_cancelled_nor_changed() {
        Agreement agreement = concurrent().subscribe("p", Play.ACCOUNT);
        String id = agreement.terms().agreementId();
        play.cancel(agreement);

        assertEquals(RefusalCode.CONFLICT, play.refused(moment -> AgreementDecider.cancel(id, moment)));
        assertEquals(
                RefusalCode.CONFLICT,
                play.refused(moment -> AgreementDecider.changeEntitlements(id, List.of(), moment)));
    }

    @Test
    void a_contract_grants_something_that_the_product_sells() {
        concurrent()
                .product(
                        "c",
                        ProductIdentity.CONCURRENT_AGREEMENTS,
                        PricingModel.CONTRACT,
                        NotificationForm.EVENTBRIDGE);
        List<Subscription> bad = List.of(
                play.wish("c", Play.ACCOUNT),
                play.wish("c", Play.ACCOUNT, Play.seats(1), Play.seats(2)),
                play.wish(
                        "c",
                        Play.ACCOUNT,
                        new Entitlement("desks", Play.seats(1).value())),
                play.wish("p", Play.ACCOUNT, Play.seats(1)),
                play.wish("p", "12"));

        bad.forEach(wish ->
                assertEquals(RefusalCode.VALIDATION, play.refused(moment -> AgreementDecider.subscribe(wish, moment))));
    }

    @Test
    void a_contract_runs_a_day_at_least_so_that_renewing_itself_comes_to_an_end_however_far_the_clock_jumps() {
        concurrent();

        for (String duration : List.of("PT0.001S", "PT23H", "P1831D", "P61M", "P-1M", "PT9223372036854775807S")) {
            Subscription wish = play.wish("p", Play.ACCOUNT, CalendarLength.parse(duration), Conditions.usual());
            assertEquals(RefusalCode.VALIDATION, play.refused(moment -> AgreementDecider.subscribe(wish, moment)));
        }
    }

    @Test
    void the_clock_does_not_jump_or_hurry_to_where_agreements_would_have_renewed_themselves_without_a_bound() {
        concurrent();
        Conditions conditions = new Conditions(OfferKind.PUBLIC, null, true, Payment.SUCCEEDS);
        for (int i = 0; i < 2_000; i++) {
            play.subscribe(play.wish("p", Play.ACCOUNT, CalendarLength.ofDays(1), conditions));
        }

        assertEquals(
                RefusalCode.VALIDATION,
                play.refused(moment -> StageSettingDecider.advanceClock(Duration.ofDays(51), moment)));
        assertEquals(
                RefusalCode.VALIDATION,
                play.refused(
                        moment -> StageSettingDecider.setClock(1, play.now().plus(Duration.ofDays(51)), moment)));
        assertEquals(
                RefusalCode.VALIDATION, play.refused(moment -> StageSettingDecider.setClock(86_400, null, moment)));
        play.accepted(moment -> StageSettingDecider.setClock(43_200, null, moment));
        play.accepted(moment -> StageSettingDecider.advanceClock(Duration.ofDays(50), moment));
    }

    /** Every transition in every stage: a name of the next stage, or "-" for what cannot have happened. */
    @Test
    void the_transitions_are_these_and_no_others() {
        Agreement pending = Agreement.accepted(
                concurrent().subscribe("p", Play.ACCOUNT).terms(), List.of(), false, Payment.SUCCEEDS);
        Agreement active = pending.activated(play.now());
        Agreement ended = active.ended(play.now(), EndReason.CANCELLED);
        Agreement closed = ended.deprovisioned(play.now()).closed(play.now());
        List<UnaryOperator<Agreement>> transitions = List.of(
                agreement -> agreement.activated(play.now()),
                agreement -> agreement.ended(play.now(), EndReason.CANCELLED),
                agreement -> agreement.deprovisioned(play.now()),
                agreement -> agreement.closed(play.now()));

        assertEquals(List.of("Active", "Closed", "-", "-"), next(pending, transitions));
        assertEquals(List.of("-", "Ended", "-", "-"), next(active, transitions));
        assertEquals(List.of("-", "-", "Ended", "Closed"), next(ended, transitions));
        assertEquals(List.of("-", "-", "-", "-"), next(closed, transitions));
    }

    @Test
    void an_event_about_nothing_cannot_have_happened() {
        assertThrows(
                IllegalStateException.class,
                () -> play.marketplace.evolve(new MarketplaceEvent.AgreementActivated("agmt-none", play.now())));
    }

    private static List<String> next(Agreement from, List<UnaryOperator<Agreement>> transitions) {
        return transitions.stream().map(transition -> next(from, transition)).toList();
    }

    private static String next(Agreement from, UnaryOperator<Agreement> transition) {
        try {
            return transition.apply(from).stage().getClass().getSimpleName();
        } catch (IllegalStateException e) {
            return "-";
        }
    }

    private Stage stage(Agreement agreement) {
        return play.marketplace
                .agreements()
                .known(agreement.terms().agreementId())
                .stage();
    }

    private void change(Agreement agreement, Entitlement entitlement) {
        play.accepted(moment ->
                AgreementDecider.changeEntitlements(agreement.terms().agreementId(), List.of(entitlement), moment));
    }

    private Play concurrent() {
        return play.usageProduct("p", ProductIdentity.CONCURRENT_AGREEMENTS);
    }

    private Play legacy(PricingModel pricingModel) {
        return play.product("p", ProductIdentity.LEGACY, pricingModel, NotificationForm.SNS_RAW);
    }
}
