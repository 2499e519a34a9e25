package io.stallkeeper.contracts;

/** The Kafka topics: one for each service's published events, and the one that the seller's usage comes in by. */
public final class Topic {

    public static final String REGISTRATION = "stallkeeper.registration";
    public static final String SUBSCRIPTION = "stallkeeper.subscription";
    public static final String METERING = "stallkeeper.metering";
    public static final String ENTITLEMENT = "stallkeeper.entitlement";
    public static final String USAGE = "usage";

    private Topic() {}
}
