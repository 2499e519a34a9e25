package io.stallkeeper.simulator.domain.agreement;

/** Why an agreement ended, as {@code agreement.status} says it (protocol page, 3.2). */
public enum EndReason {
    CANCELLED,
    EXPIRED
}
