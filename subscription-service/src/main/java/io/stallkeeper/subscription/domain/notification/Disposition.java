package io.stallkeeper.subscription.domain.notification;

/** What became of a notification. */
public enum Disposition {
    /** It changed its subscription. */
    APPLIED,
    /** Its subscription isn't known yet. */
    WAITING,
    /** It says nothing about the state of a subscription, or is of a kind that this version doesn't know. */
    IGNORED,
    /** What it says was known, or is overtaken by what AWS dated later. */
    SUPERSEDED,
    /** The same was told to the seller's other role (marketplace-protocol 3.1). */
    TWIN,
    /** This very notification came before. */
    DUPLICATE
}
