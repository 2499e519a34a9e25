package io.stallkeeper.simulator.domain.agreement;

/** With what an agreement becomes active; AWS's texts and sellers disagree (protocol page, 10, A2). */
public enum ActivationEvent {
    /** License Updated says that the license is there; before, nothing is metered. */
    LICENSE_UPDATED,
    /** Purchase Agreement Created does; License Updated follows in its own time. SNS's listings are as ever. */
    PURCHASE_AGREEMENT_CREATED
}
