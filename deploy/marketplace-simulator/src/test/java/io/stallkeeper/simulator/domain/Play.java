package io.stallkeeper.simulator.domain;

import io.stallkeeper.simulator.domain.Decision.Accepted;
import io.stallkeeper.simulator.domain.Decision.Rejected;
import io.stallkeeper.simulator.domain.MarketplaceEvent.NotificationQueued;
import io.stallkeeper.simulator.domain.agreement.ActivationEvent;
import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.agreement.CalendarLength;
import io.stallkeeper.simulator.domain.agreement.Entitlement;
import io.stallkeeper.simulator.domain.agreement.EntitlementValue;
import io.stallkeeper.simulator.domain.agreement.FinalWindowOpens;
import io.stallkeeper.simulator.domain.agreement.LifecycleTiming;
import io.stallkeeper.simulator.domain.listing.Dimension;
import io.stallkeeper.simulator.domain.listing.DimensionKind;
import io.stallkeeper.simulator.domain.listing.NotificationForm;
import io.stallkeeper.simulator.domain.listing.NotificationRoute;
import io.stallkeeper.simulator.domain.listing.PricingModel;
import io.stallkeeper.simulator.domain.listing.Product;
import io.stallkeeper.simulator.domain.listing.ProductIdentity;
import io.stallkeeper.simulator.domain.listing.TargetKind;
import io.stallkeeper.simulator.domain.notification.DeliveryPolicy;
import io.stallkeeper.simulator.domain.notification.Notification;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A marketplace to play on in tests: what was decided happens, and what is due happens with it. */
final class Play {
    static final String ACCOUNT = "111122223333";
    static final LifecycleTiming TIMING = new LifecycleTiming(
            Duration.ZERO,
            Duration.ofSeconds(31),
            Duration.ofHours(1),
            FinalWindowOpens.AT_DEPROVISIONING,
            ActivationEvent.LICENSE_UPDATED);

    final Marketplace marketplace;
    final List<MarketplaceEvent> happened = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-23T10:30:00Z");
    private int agreements;

    Play() {
        this(TIMING);
    }

    Play(LifecycleTiming timing) {
        this(new Behavior(timing, DeliveryPolicy.calm(1)));
    }

    Play(Behavior behavior) {
        marketplace = new Marketplace(behavior);
    }

    Instant now() {
        return now;
    }

    Moment moment() {
        return new Moment(marketplace, now, now);
    }

    Play at(String instant) {
        now = Instant.parse(instant);
        letDueHappen();
        return this;
    }

    Play after(Duration duration) {
        now = now.plus(duration);
        letDueHappen();
        return this;
    }

    <T> Decision<T> decide(Function<Moment, Decision<T>> decider) {
        Decision<T> decision = decider.apply(moment());
        if (decision instanceof Accepted<T>(var events, var _)) {
            happen(events);
            letDueHappen();
        }
        return decision;
    }

    <T> T accepted(Function<Moment, Decision<T>> decider) {
        return switch (decide(decider)) {
            case Accepted<T>(var _, var answer) -> answer;
            case Rejected<T>(var refusal) -> throw new AssertionError(refusal);
        };
    }

    <T> RefusalCode refused(Function<Moment, Decision<T>> decider) {
        return switch (decide(decider)) {
            case Accepted<T>(var _, var answer) -> throw new AssertionError("accepted: " + answer);
            case Rejected<T>(var refusal) -> refusal.code();
        };
    }

    Play product(String code, ProductIdentity identity, PricingModel pricingModel, NotificationForm form) {
        Product product = listing(code, identity, pricingModel, List.of(route(form, code)));
        accepted(moment -> StageSettingDecider.list(product, moment));
        return this;
    }

    Product listing(String code, ProductIdentity identity, PricingModel pricingModel, List<NotificationRoute> routes) {
        List<Dimension> dimensions =
                switch (pricingModel) {
                    case USAGE -> List.of(dimension("requests", pricingModel), dimension("storage", pricingModel));
                    case CONTRACT -> List.of(dimension("seats", pricingModel));
                    case CONTRACT_WITH_CONSUMPTION ->
                        List.of(dimension("seats", pricingModel), new Dimension("sms", DimensionKind.METERED));
                };
        return new Product(
                code, "prod-" + code, identity, pricingModel, dimensions, "https://example.com/register", routes);
    }

    static NotificationRoute route(NotificationForm form, String queue) {
        return new NotificationRoute(form, TargetKind.SQS, "http://localhost:9324/000000000000/" + queue);
    }

    Play usageProduct(String code, ProductIdentity identity) {
        boolean sns = identity == ProductIdentity.LEGACY;
        return product(
                code, identity, PricingModel.USAGE, sns ? NotificationForm.SNS_RAW : NotificationForm.EVENTBRIDGE);
    }

    Subscription wish(String productCode, String account, Entitlement... entitlements) {
        return wish(productCode, account, null, Conditions.usual(), entitlements);
    }

    Subscription wish(
            String productCode,
            String account,
            @Nullable CalendarLength duration,
            Conditions conditions,
            Entitlement... entitlements) {
        String number = "%032x".formatted(++agreements);
        return new Subscription(
                "agmt-" + agreements,
                "arn:aws:license-manager::294406891311:license:l-" + number,
                "offer-" + agreements,
                productCode,
                account,
                List.of(entitlements),
                duration,
                conditions);
    }

    /** Names for what renews or replaces. */
    Successor successor() {
        return new Successor(
                "agmt-" + ++agreements,
                "arn:aws:license-manager::294406891311:license:l-%032x".formatted(agreements),
                "offer-" + agreements);
    }

    Agreement subscribe(String productCode, String account, Entitlement... entitlements) {
        return subscribe(wish(productCode, account, entitlements));
    }

    Agreement subscribe(Subscription wish) {
        accepted(moment -> AgreementDecider.subscribe(wish, moment));
        return marketplace.agreements().known(wish.agreementId());
    }

    Play cancel(Agreement agreement) {
        accepted(moment -> AgreementDecider.cancel(agreement.terms().agreementId(), moment));
        return this;
    }

    static Entitlement seats(int number) {
        return new Entitlement("seats", new EntitlementValue.OfInteger(number));
    }

    /** The names of all notifications so far. */
    List<String> told() {
        return happened.stream()
                .filter(NotificationQueued.class::isInstance)
                .map(event -> ((NotificationQueued) event).notification())
                .map(Notification::awsName)
                .toList();
    }

    /** When the last notification of this name happened. */
    Instant toldAt(String name) {
        return marketplace.outbox().waiting().stream()
                .filter(notification -> notification.awsName().equals(name))
                .map(Notification::at)
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    private static Dimension dimension(String key, PricingModel pricingModel) {
        return new Dimension(key, pricingModel.usualKind());
    }

    private void letDueHappen() {
        List<MarketplaceEvent> due = PassageOfTime.moveOn(moment());
        while (!due.isEmpty()) {
            happen(due);
            due = PassageOfTime.moveOn(moment());
        }
    }

    private void happen(List<MarketplaceEvent> events) {
        happened.addAll(events);
        events.forEach(marketplace::evolve);
    }
}
