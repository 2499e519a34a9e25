package io.stallkeeper.metering.domain.product;

/** How a product is paid for, which decides what of its usage is metered (marketplace-protocol 7). */
public enum Pricing {
    /** Paid as it is used: all usage is metered. */
    USAGE,
    /** Paid ahead: never metered. */
    CONTRACT,
    /** Paid ahead, and what exceeds it as it is used: only the excess is metered. */
    CONTRACT_WITH_CONSUMPTION
}
