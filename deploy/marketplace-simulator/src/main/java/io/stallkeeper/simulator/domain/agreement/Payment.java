package io.stallkeeper.simulator.domain.agreement;

/** What becomes of the buyer's first payment. */
public enum Payment {
    SUCCEEDS,
    /** The buyer is never licensed: {@code subscribe-fail}, or an agreement that ends TERMINATED. */
    FAILS
}
