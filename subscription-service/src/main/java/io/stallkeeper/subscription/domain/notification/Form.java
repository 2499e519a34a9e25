package io.stallkeeper.subscription.domain.notification;

/** The three bodies that AWS's notifications come in (marketplace-protocol 2.4, 3.3). */
public enum Form {
    EVENTBRIDGE,
    SNS_ENVELOPE,
    SNS_RAW
}
