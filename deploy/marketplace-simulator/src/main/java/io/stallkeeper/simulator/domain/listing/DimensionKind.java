package io.stallkeeper.simulator.domain.listing;

/** What a dimension is for: usage sent by the seller, units bought ahead by the buyer, or both. */
public enum DimensionKind {
    METERED,
    ENTITLED,
    ENTITLED_AND_METERED;

    /** Whether usage of it may be sent. */
    public boolean isMetered() {
        return this != ENTITLED;
    }

    /** Whether a contract may hold units of it. */
    public boolean isEntitled() {
        return this != METERED;
    }
}
