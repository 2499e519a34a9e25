package io.stallkeeper.benchmark.metering;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stallkeeper.contracts.Topic;
import io.stallkeeper.contracts.usage.UsageReported;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Usage events on Kafka's topic, as a seller's application sends them. */
final class UsageFeed implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer;
    private long number;

    UsageFeed(String kafka) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka, "acks", "all", "linger.ms", 20),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    void report(String subscriptionId, String dimension, long quantity, Instant time) {
        var data = "{\"subscriptionId\":\"%s\",\"dimension\":\"%s\",\"quantity\":%d}"
                .formatted(subscriptionId, dimension, quantity);
        var message = new ProducerRecord<>(Topic.USAGE, subscriptionId, data.getBytes(UTF_8));
        var attributes = Map.of(
                "ce_specversion",
                "1.0",
                "ce_type",
                UsageReported.TYPE,
                "ce_source",
                "/benchmark",
                "ce_id",
                Long.toString(number++),
                "ce_time",
                time.toString(),
                "content-type",
                "application/json");
        attributes.forEach((name, value) -> message.headers().add(name, value.getBytes(UTF_8)));
        var _ = producer.send(message);
    }

    /** Returns when Kafka has all of it. */
    void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
