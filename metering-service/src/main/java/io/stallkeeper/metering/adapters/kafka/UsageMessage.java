package io.stallkeeper.metering.adapters.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stallkeeper.metering.adapters.postgres.ParkedUsageQueries.Parked;
import io.stallkeeper.metering.adapters.postgres.ReplayMark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * A usage event as it goes to Kafka: as it came, not a byte of it written anew.
 *
 * @param key the subscription, whose usage stays on one partition
 */
@SuppressWarnings("ArrayRecordComponent") // a value that is handed on, never compared
public record UsageMessage(@Nullable String key, List<Header> headers, byte[] value) {

    private static final List<Header> STRUCTURED =
            List.of(header(UsageRecords.CONTENT_TYPE, "application/cloudevents+json; charset=utf-8"));

    /** An event whole, as JSON. */
    public static UsageMessage structured(String subscriptionId, byte[] json) {
        return new UsageMessage(subscriptionId, STRUCTURED, json);
    }

    /** An event whose attributes are headers, extensions too. */
    public static UsageMessage binary(
            String subscriptionId, Map<String, String> attributes, @Nullable String contentType, byte[] data) {
        var headers = new ArrayList<Header>();
        attributes.forEach((name, value) -> headers.add(header(UsageRecords.ATTRIBUTE_PREFIX + name, value)));
        if (contentType != null) {
            headers.add(header(UsageRecords.CONTENT_TYPE, contentType));
        }
        return new UsageMessage(subscriptionId, headers, data);
    }

    /** A parked one, to be tried again. */
    static UsageMessage replay(Parked parked) {
        var headers = new ArrayList<>(parked.headers());
        var mark = new ReplayMark(parked.id(), parked.parkedAt(), parked.replays());
        headers.add(new RecordHeader(ReplayMark.HEADER, mark.toBytes()));
        return new UsageMessage(parked.subscriptionId(), headers, parked.body());
    }

    ProducerRecord<String, byte[]> toRecord(String topic, @Nullable String traceparent) {
        var message = new ProducerRecord<>(topic, key, value);
        headers.forEach(message.headers()::add);
        if (traceparent != null && message.headers().lastHeader(UsageRecords.TRACEPARENT) == null) {
            message.headers().add(header(UsageRecords.TRACEPARENT, traceparent));
        }
        return message;
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
    }
}
