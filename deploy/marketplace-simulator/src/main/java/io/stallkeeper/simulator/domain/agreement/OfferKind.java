package io.stallkeeper.simulator.domain.agreement;

/** What kind of offer a buyer accepted (protocol page, 2.2 and 7). */
public enum OfferKind {
    PUBLIC,
    /** Made for one buyer; its duration is whatever was agreed. */
    PRIVATE,
    /** Priced at 0, and everything else as for who pays. */
    FREE_TRIAL
}
