package io.stallkeeper.metering.adapters.kafka;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A usage event as it goes to Kafka: as it came, not a byte of it written anew.
 *
 * @param subscriptionId whose order it keeps
 */
@SuppressWarnings("ArrayRecordComponent") // a value that is handed on, never compared
public record UsageMessage(@Nullable String subscriptionId, Map<String, String> headers, byte[] value) {

    private static final Map<String, String> STRUCTURED =
            Map.of(UsageRecords.CONTENT_TYPE, "application/cloudevents+json; charset=utf-8");

    /** An event whole, as JSON. */
    public static UsageMessage structured(String subscriptionId, byte[] json) {
        return new UsageMessage(subscriptionId, STRUCTURED, json);
    }

    /** An event whose attributes are headers, extensions too. */
    public static UsageMessage binary(
            String subscriptionId, Map<String, String> attributes, @Nullable String contentType, byte[] data) {
        var headers = new LinkedHashMap<String, String>();
        attributes.forEach((name, value) -> headers.put(UsageRecords.ATTRIBUTE_PREFIX + name, value));
        if (contentType != null) {
            headers.put(UsageRecords.CONTENT_TYPE, contentType);
        }
        return new UsageMessage(subscriptionId, headers, data);
    }

    ProducerRecord<String, byte[]> toRecord(String topic, @Nullable String traceparent) {
        var message = new ProducerRecord<>(topic, subscriptionId, value);
        headers.forEach((name, text) -> message.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        if (traceparent != null && !headers.containsKey(UsageRecords.TRACEPARENT)) {
            message.headers().add(UsageRecords.TRACEPARENT, traceparent.getBytes(StandardCharsets.UTF_8));
        }
        return message;
    }
}
