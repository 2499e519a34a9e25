package io.stallkeeper.benchmark.metering;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stallkeeper.contracts.PublishedEventType;
import io.stallkeeper.contracts.Topic;
import io.stallkeeper.contracts.usage.UsageReported;
import io.stallkeeper.local.http.Json;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Events on Kafka's topics: usage as a seller's application reports it, and what the subscription service tells. */
final class UsageFeed implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer;
    private long number;
    private volatile @Nullable Exception failure;

    UsageFeed(String kafka) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka, "acks", "all", "linger.ms", 20),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    void report(String subscriptionId, String dimension, long quantity, Instant time) {
        var data = "{\"subscriptionId\":\"%s\",\"dimension\":\"%s\",\"quantity\":%d}"
                .formatted(subscriptionId, dimension, quantity);
        send(Topic.USAGE, UsageReported.TYPE, subscriptionId, data.getBytes(UTF_8), time);
    }

    /** As the subscription service says it. */
    void tellActivation(MeteringUnderTest.Buyer buyer, Instant activatedAt) {
        var identity = buyer.identity();
        var data = Json.MAPPER
                .createObjectNode()
                .put("subscriptionId", buyer.subscriptionId())
                .put("agreementId", buyer.agreementId())
                .put("activatedAt", activatedAt.toString());
        data.putObject("identity")
                .put("productCode", identity.productCode())
                .put("licenseArn", identity.licenseArn())
                .put("customerAwsAccountId", identity.customerAwsAccountId());
        var type = PublishedEventType.SUBSCRIPTION_ACTIVATED;
        send(
                type.topic(),
                type.typeName(),
                buyer.subscriptionId(),
                data.toString().getBytes(UTF_8),
                activatedAt);
    }

    private void send(String topic, String type, String key, byte[] data, Instant time) {
        var message = new ProducerRecord<>(topic, key, data);
        var attributes = Map.of(
                "ce_specversion",
                "1.0",
                "ce_type",
                type,
                "ce_source",
                "/benchmark",
                "ce_subject",
                key,
                "ce_id",
                Long.toString(number++),
                "ce_time",
                time.toString(),
                "content-type",
                "application/json");
        attributes.forEach((name, value) -> message.headers().add(name, value.getBytes(UTF_8)));
        var _ = producer.send(message, (_, exception) -> {
            if (exception != null) {
                failure = exception;
            }
        });
    }

    /** Returns when Kafka has all of it; throws IllegalStateException if it didn't take something. */
    void flush() {
        producer.flush();
        if (failure != null) {
            throw new IllegalStateException("Kafka didn't take the events", failure);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
