package io.stallkeeper.simulator.domain.listing;

/** How a product is paid for (protocol page, 7). */
public enum PricingModel {
    USAGE,
    CONTRACT,
    CONTRACT_WITH_CONSUMPTION;

    /** Whether the buyer buys entitlements. */
    public boolean hasContract() {
        return this != USAGE;
    }

    /** What a dimension of such a product is for, unless its listing says otherwise. */
    public DimensionKind usualKind() {
        return switch (this) {
            case USAGE -> DimensionKind.METERED;
            case CONTRACT -> DimensionKind.ENTITLED;
            case CONTRACT_WITH_CONSUMPTION -> DimensionKind.ENTITLED_AND_METERED;
        };
    }
}
