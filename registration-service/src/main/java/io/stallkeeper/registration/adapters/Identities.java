package io.stallkeeper.registration.adapters;

import io.stallkeeper.contracts.MarketplaceIdentity;
import io.stallkeeper.contracts.SubscriptionId;
import io.stallkeeper.registration.domain.BuyerIdentity;

/** The domain's words for a buyer in the words that all services share. */
public final class Identities {

    private Identities() {}

    /**
     * A buyer named by a customer identifier is told without the account: usage is never sent under both
     * (marketplace-protocol 4.3).
     */
    public static MarketplaceIdentity toPublished(BuyerIdentity identity) {
        var customerIdentifier = identity.customerIdentifier();
        return customerIdentifier == null
                ? new MarketplaceIdentity(
                        identity.productCode(), identity.licenseArn(), identity.customerAwsAccountId(), null)
                : MarketplaceIdentity.ofCustomer(identity.productCode(), customerIdentifier);
    }

    /** The license of a buyer who is told by customer identifier. */
    public static MarketplaceIdentity licenseOf(BuyerIdentity identity) {
        return new MarketplaceIdentity(
                identity.productCode(), identity.licenseArn(), identity.customerAwsAccountId(), null);
    }

    /** Throws IllegalArgumentException if AWS's names have a form that no service could work with. */
    public static SubscriptionId subscriptionOf(BuyerIdentity identity) {
        return toPublished(identity).toSubscriptionId();
    }
}
