package io.stallkeeper.metering.domain.product;

/** How often the quantity of a contract may be used before usage is metered. */
public enum IncludedPer {
    /** Once a contract term. */
    TERM,
    /** Once a calendar month, UTC. */
    MONTH
}
