package io.stallkeeper.simulator.domain.listing;

/** The three bodies that a seller's queue can receive (protocol page, 2.4 and 3.3). */
public enum NotificationForm {
    EVENTBRIDGE,
    SNS_RAW,
    SNS_ENVELOPE;

    /** Whether the buyer is named by CustomerIdentifier alone. */
    public boolean isSns() {
        return this != EVENTBRIDGE;
    }
}
