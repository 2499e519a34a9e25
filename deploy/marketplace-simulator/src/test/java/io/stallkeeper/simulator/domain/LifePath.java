package io.stallkeeper.simulator.domain;

import io.stallkeeper.simulator.domain.MarketplaceEvent.NotificationQueued;
import io.stallkeeper.simulator.domain.agreement.ActivationEvent;
import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.agreement.CalendarLength;
import io.stallkeeper.simulator.domain.agreement.Entitlement;
import io.stallkeeper.simulator.domain.agreement.FinalWindowOpens;
import io.stallkeeper.simulator.domain.agreement.LifecycleTiming;
import io.stallkeeper.simulator.domain.agreement.OfferKind;
import io.stallkeeper.simulator.domain.agreement.Payment;
import io.stallkeeper.simulator.domain.agreement.Resale;
import io.stallkeeper.simulator.domain.listing.NotificationForm;
import io.stallkeeper.simulator.domain.listing.NotificationRoute;
import io.stallkeeper.simulator.domain.listing.PricingModel;
import io.stallkeeper.simulator.domain.listing.Product;
import io.stallkeeper.simulator.domain.listing.ProductIdentity;
import io.stallkeeper.simulator.domain.notification.DeliveryPolicy;
import io.stallkeeper.simulator.domain.notification.Notification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One buyer of one product, step by step. Everything that is bought runs for 30 days. */
final class LifePath {
    private static final CalendarLength MONTH = CalendarLength.ofMonths(1);
    private static final Map<String, String> NAMES = Map.of(
            "C", "Purchase Agreement Created",
            "A", "Purchase Agreement Amended",
            "E", "Purchase Agreement Ended",
            "U", "License Updated",
            "D", "License Deprovisioned",
            "-P", " - Proposer",
            "-M", " - Manufacturer");

    private static final Behavior LATER = new Behavior(
            new LifecycleTiming(
                    Duration.ofHours(2),
                    Duration.ofSeconds(31),
                    Duration.ofHours(1),
                    FinalWindowOpens.AT_DEPROVISIONING,
                    ActivationEvent.LICENSE_UPDATED),
            DeliveryPolicy.calm(1));

    private final Play play = new Play();
    private final Listed listed;
    private @Nullable String agreementId;

    /** What kind of product; older listings are told of by SNS, new ones by EventBridge, migrated ones by both. */
    record Listed(ProductIdentity identity, PricingModel pricingModel) {}

    /** A step, and what is told of it by EventBridge, by SNS of usage, and by SNS of a contract. */
    record Step(String does, List<String> events, List<String> ofUsage, List<String> ofContract) {

        static Step parse(String row) {
            String[] cells = row.split("\\|", -1);
            return new Step(
                    cells[0].trim(),
                    names(cells[2]).stream()
                            .map(name -> NAMES.get(name.substring(0, 1)) + NAMES.get(name.substring(1)))
                            .toList(),
                    names(cells[3]),
                    names(cells[4]));
        }

        List<String> told(Listed listed) {
            List<String> told = new ArrayList<>();
            if (listed.identity().metersByProductCode()) {
                told.addAll(listed.pricingModel().hasContract() ? ofContract : ofUsage);
            }
            if (listed.identity().metersByLicense()) {
                told.addAll(events);
            }
            return told;
        }

        private static List<String> names(String cell) {
            return cell.isBlank() ? List.of() : List.of(cell.trim().split(", ", -1));
        }
    }

    LifePath(Listed listed) {
        this.listed = listed;
        List<NotificationRoute> routes = new ArrayList<>();
        if (listed.identity().metersByProductCode()) {
            routes.add(Play.route(NotificationForm.SNS_RAW, "sns"));
        }
        if (listed.identity().metersByLicense()) {
            routes.add(Play.route(NotificationForm.EVENTBRIDGE, "events"));
        }
        Product product = play.listing("p", listed.identity(), listed.pricingModel(), routes);
        play.accepted(moment -> StageSettingDecider.list(product, moment));
    }

    /** Takes the step; answers with what is told of it, in order: first all by SNS, then all by EventBridge. */
    List<String> take(String step) {
        int before = play.happened.size();
        act(step);
        return play.happened.subList(before, play.happened.size()).stream()
                .filter(NotificationQueued.class::isInstance)
                .map(event -> ((NotificationQueued) event).notification())
                .sorted(Comparator.comparing(
                        notification -> !notification.route().form().isSns()))
                .map(Notification::awsName)
                .toList();
    }

    private void act(String step) {
        switch (step) {
            case "subscribe" -> subscribe(Conditions.usual());
            case "try for free" -> subscribe(new Conditions(OfferKind.FREE_TRIAL, null, false, Payment.SUCCEEDS));
            case "take own offer" -> subscribe(new Conditions(OfferKind.PRIVATE, null, false, Payment.SUCCEEDS));
            case "buy of a partner" ->
                subscribe(new Conditions(
                        OfferKind.PRIVATE, new Resale("resaleauthz-1", "444455556666"), false, Payment.SUCCEEDS));
            case "fail at once" -> subscribe(new Conditions(OfferKind.PUBLIC, null, false, Payment.FAILS));
            case "fail later" -> play.accepted(moment -> AgreementDecider.failPayment(id(), moment));
            case "amend" -> play.accepted(moment -> AgreementDecider.changeEntitlements(id(), bought(9), moment));
            case "cancel" -> play.accepted(moment -> AgreementDecider.cancel(id(), moment));
            case "renew" ->
                agreementId = play.accepted(moment -> SuccessionDecider.renew(id(), play.successor(), moment));
            case "replace" -> agreementId = play.accepted(moment -> SuccessionDecider.replace(id(), another(), moment));
            case "renew by itself" -> play.accepted(moment -> AgreementDecider.changeAutoRenewal(id(), true, moment));
            case "not by itself" -> play.accepted(moment -> AgreementDecider.changeAutoRenewal(id(), false, moment));
            case "expire" -> expire();
            case "wait for the gap" -> play.after(Duration.ofSeconds(31));
            case "wait three hours" -> play.after(Duration.ofHours(3));
            case "license later" -> play.accepted(_ -> StageSettingDecider.behave(LATER));
            case "cancel the first" ->
                play.cancel(play.marketplace.agreements().all().getFirst());
            case "wait an hour" -> play.after(Duration.ofHours(1));
            default -> throw new IllegalArgumentException(step);
        }
    }

    private void subscribe(Conditions conditions) {
        agreementId = play.subscribe(play.wish(
                        "p", Play.ACCOUNT, MONTH, conditions, bought(3).toArray(Entitlement[]::new)))
                .terms()
                .agreementId();
    }

    /** Waits until the agreement's end; if it renewed itself, its successor is the one from now on. */
    private void expire() {
        Agreement agreement = play.marketplace.agreements().known(id());
        play.at(Objects.requireNonNull(agreement.terms().endsAt()).toString());
        play.marketplace.agreements().all().stream()
                .filter(next -> id().equals(next.terms().sale().previousAgreementId()))
                .forEach(next -> agreementId = next.terms().agreementId());
    }

    private Replacement another() {
        return new Replacement(play.successor(), bought(9), MONTH, Conditions.usual());
    }

    private List<Entitlement> bought(int seats) {
        return listed.pricingModel().hasContract() ? List.of(Play.seats(seats)) : List.of();
    }

    private String id() {
        return Objects.requireNonNull(agreementId);
    }
}
