package io.stallkeeper.simulator.domain;

/** How often a registration token is answered; AWS says until it expires, others once (protocol page, 10, A3). */
public enum TokenUse {
    REUSABLE,
    SINGLE_USE
}
