package io.stallkeeper.entitlement;

import io.stallkeeper.contracts.MarketplaceIdentity;

/** A buyer with an agreement at the simulator, as the other services know it. */
record Buyer(String agreementId, MarketplaceIdentity identity) {

    String id() {
        return identity.toSubscriptionId().value();
    }
}
