package io.stallkeeper.entitlement.domain;

/** How a product is priced, which says what its entitlements mean (marketplace-protocol 7). */
public enum PricingModel {
    /** Pay as you go: an active subscription may use every dimension, and AWS is never asked. */
    USAGE,
    /** The entitlement decides. */
    CONTRACT,
    /** The entitlement decides; whether usage above it is served and metered is the seller's policy. */
    CONTRACT_WITH_CONSUMPTION;

    /** Whether GetEntitlements says anything about a buyer of the product. */
    public boolean hasEntitlements() {
        return this != USAGE;
    }
}
