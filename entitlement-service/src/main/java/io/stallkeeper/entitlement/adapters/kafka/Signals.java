package io.stallkeeper.entitlement.adapters.kafka;

import io.stallkeeper.contracts.MarketplaceIdentity;
import io.stallkeeper.contracts.PublishedEventType;
import io.stallkeeper.contracts.SubscriptionId;
import io.stallkeeper.contracts.registration.CustomerRegistered;
import io.stallkeeper.contracts.subscription.EntitlementsChangeNotified;
import io.stallkeeper.contracts.subscription.SubscriptionActivated;
import io.stallkeeper.contracts.subscription.SubscriptionEnded;
import io.stallkeeper.contracts.subscription.SubscriptionEnding;
import io.stallkeeper.contracts.subscription.SubscriptionFailed;
import io.stallkeeper.entitlement.domain.BuyerIdentity;
import io.stallkeeper.entitlement.domain.EntitlementsCommand.ActivateSubscription;
import io.stallkeeper.entitlement.domain.EntitlementsCommand.BeginToEnd;
import io.stallkeeper.entitlement.domain.EntitlementsCommand.EndSubscription;
import io.stallkeeper.entitlement.domain.EntitlementsCommand.FailSubscription;
import io.stallkeeper.entitlement.domain.EntitlementsCommand.RequestLookup;
import io.stallkeeper.entitlement.domain.EntitlementsCommand.Signal;
import io.stallkeeper.entitlement.domain.PricingModel;
import io.stallkeeper.eventsourcing.kafka.Delivery;
import io.stallkeeper.eventsourcing.kafka.Unprocessable;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** What other services' events mean here. */
public final class Signals {

    private final Function<String, PricingModel> pricing;

    /** @param pricing of a product code */
    public Signals(Function<String, PricingModel> pricing) {
        this.pricing = pricing;
    }

    /** A signal and the subscription that it is about. */
    public record Addressed(String subscriptionId, Signal signal) {}

    private interface ToSignal {
        Signal of(BuyerIdentity buyer, PricingModel pricing, Instant at);
    }

    /** Empty for what is none of this service's business. Throws {@link Unprocessable} if the data is incomplete. */
    public Optional<Addressed> of(Delivery delivery) {
        return PublishedEventType.named(delivery.type()).flatMap(type -> switch (type) {
            case CUSTOMER_REGISTERED -> {
                var event = delivery.dataAs(CustomerRegistered.class);
                yield address(event.subscriptionId(), event.identity(), event.registeredAt(), RequestLookup::new);
            }
            case ENTITLEMENTS_CHANGE_NOTIFIED -> {
                var event = delivery.dataAs(EntitlementsChangeNotified.class);
                yield address(event.subscriptionId(), event.identity(), event.notifiedAt(), RequestLookup::new);
            }
            case SUBSCRIPTION_ACTIVATED -> {
                var event = delivery.dataAs(SubscriptionActivated.class);
                yield address(event.subscriptionId(), event.identity(), event.activatedAt(), ActivateSubscription::new);
            }
            case SUBSCRIPTION_ENDING -> {
                var event = delivery.dataAs(SubscriptionEnding.class);
                yield address(event.subscriptionId(), event.identity(), event.endingSince(), BeginToEnd::new);
            }
            case SUBSCRIPTION_ENDED -> {
                var event = delivery.dataAs(SubscriptionEnded.class);
                yield address(event.subscriptionId(), event.identity(), event.endedAt(), EndSubscription::new);
            }
            case SUBSCRIPTION_FAILED -> {
                var event = delivery.dataAs(SubscriptionFailed.class);
                yield address(event.subscriptionId(), event.identity(), event.failedAt(), FailSubscription::new);
            }
            case REGISTRATION_STARTED,
                    ALIAS_NAMED,
                    ALIAS_LEARNED,
                    USAGE_METERED,
                    USAGE_REFUSED,
                    USAGE_EXPIRED,
                    FINAL_USAGE_SETTLED,
                    ENTITLEMENTS_GRANTED,
                    ENTITLEMENTS_REVOKED -> Optional.empty();
        });
    }

    private Optional<Addressed> address(
            String subscriptionId, MarketplaceIdentity identity, Instant at, ToSignal toSignal) {
        // JSON may lack what the contract says is there.
        if (Objects.isNull(subscriptionId)
                || Objects.isNull(identity)
                || Objects.isNull(identity.productCode())
                || Objects.isNull(at)) {
            throw new Unprocessable("incomplete-data");
        }
        var signal = toSignal.of(buyerOf(identity), pricing.apply(identity.productCode()), at);
        return Optional.of(new Addressed(subscriptionOf(subscriptionId), signal));
    }

    /** The license decides where there is one: with both, AWS would be asked twice over. */
    private static BuyerIdentity buyerOf(MarketplaceIdentity identity) {
        return new BuyerIdentity(
                identity.productCode(),
                identity.licenseArn(),
                identity.licenseArn() == null ? identity.customerIdentifier() : null);
    }

    /** Not computed from the identity: a customer of an older listing who moved to a license keeps the id. */
    private static String subscriptionOf(String subscriptionId) {
        try {
            return new SubscriptionId(subscriptionId).value();
        } catch (IllegalArgumentException e) {
            throw new Unprocessable("not-a-subscription");
        }
    }
}
