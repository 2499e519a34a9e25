package io.stallkeeper.simulator.adapters.delivery;

/** Of which texts EventBridge's events of agreements are (protocol page, 3.3 and A11). */
public enum EventVintage {
    /**
     * A renewal says what it renews, of which product, and the proposer's name; Amended has the product and how the
     * agreement is renewed.
     */
    NEWEST,
    /** None of that. */
    EARLIER
}
