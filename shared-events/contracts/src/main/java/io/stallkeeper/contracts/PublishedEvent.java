package io.stallkeeper.contracts;

/**
 * A fact that one service tells all others, as the data of a CloudEvent on Kafka. Its type name, JSON Schema and golden
 * sample are found by {@link PublishedEventType}. Instants are UTC; AWS account ids and license ARNs in it are
 * confidential and never logged; no personal data.
 */
public interface PublishedEvent {

    /** The subscription that it is about: the Kafka key and the CloudEvent's {@code subject}. */
    String subscriptionId();
}
