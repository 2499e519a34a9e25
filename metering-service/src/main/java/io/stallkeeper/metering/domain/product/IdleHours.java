package io.stallkeeper.metering.domain.product;

/** What AWS is told of an hour without usage (marketplace-protocol 4.2). */
public enum IdleHours {
    /** A record of quantity 0, once the hour is final. */
    ZERO_RECORD,
    /** Nothing. */
    NOTHING
}
