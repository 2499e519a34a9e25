package io.stallkeeper.subscription.adapters;

import io.stallkeeper.contracts.MarketplaceIdentity;
import io.stallkeeper.contracts.SubscriptionId;
import io.stallkeeper.subscription.domain.BuyerIdentity;

/** The buyer as the domain knows it, and as the services tell each other. */
public final class Identities {

    private Identities() {}

    public static MarketplaceIdentity published(BuyerIdentity buyer) {
        return new MarketplaceIdentity(
                buyer.productCode(), buyer.licenseArn(), buyer.customerAwsAccountId(), buyer.customerIdentifier());
    }

    public static BuyerIdentity known(MarketplaceIdentity identity) {
        return new BuyerIdentity(
                identity.productCode(),
                identity.licenseArn(),
                identity.customerAwsAccountId(),
                identity.customerIdentifier());
    }

    public static SubscriptionId subscriptionOf(BuyerIdentity buyer) {
        return published(buyer).toSubscriptionId();
    }
}
