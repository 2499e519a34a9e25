package io.stallkeeper.simulator.domain.agreement;

/** Why an agreement ended, as {@code agreement.status} says it (protocol page, 3.2). */
public enum EndReason {
    CANCELLED,
    EXPIRED,
    /** Ended by AWS; also what becomes of an agreement whose payment fails (protocol page, 3.7). */
    TERMINATED,
    RENEWED,
    REPLACED;

    /** Whether a new agreement follows at once, so that nobody loses anything (protocol page, 3.2). */
    public boolean isSucceeded() {
        return this == RENEWED || this == REPLACED;
    }
}
