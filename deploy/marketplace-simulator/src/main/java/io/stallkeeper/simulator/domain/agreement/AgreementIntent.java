package io.stallkeeper.simulator.domain.agreement;

/** What an agreement is in relation to an earlier one, by AWS's name (protocol page, 3.2). */
public enum AgreementIntent {
    NEW,
    RENEW,
    REPLACE;

    /** Whether the buyer had an agreement before and goes on without a gap. */
    public boolean isSuccession() {
        return this != NEW;
    }
}
