package io.stallkeeper.testkit.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.stallkeeper.contracts.PublishedEvent;
import io.stallkeeper.contracts.PublishedEventType;
import io.stallkeeper.eventsourcing.log.EventJson;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** Kafka as another service sees it: says published events, and hears what is said. */
public final class PublishedEvents implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaProducer<String, byte[]> producer;
    private final Map<String, Object> consumerConfiguration;

    public PublishedEvents(String bootstrapServers) {
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer());
        this.consumerConfiguration = Map.of(
                "bootstrap.servers", bootstrapServers,
                "auto.offset.reset", "earliest",
                "isolation.level", "read_committed");
    }

    /** As a new event; answers with it, so that the same one can be said again. */
    public CloudEvent publish(PublishedEvent event) {
        try {
            var type = PublishedEventType.of(event);
            var cloudEvent = CloudEventBuilder.v1()
                    .withId(UUID.randomUUID().toString())
                    .withSource(URI.create("/test"))
                    .withType(type.typeName())
                    .withSubject(event.subscriptionId())
                    .withData("application/json", EventJson.MAPPER.writeValueAsBytes(event))
                    .build();
            send(type.topic(), event.subscriptionId(), cloudEvent);
            return cloudEvent;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns once Kafka has it. */
    public void send(String topic, String key, CloudEvent event) {
        try {
            producer.send(KafkaMessageFactory.<String>createWriter(topic, key).writeBinary(event))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Reads the topic from its start until as many events match as are expected; fails after 30 seconds. */
    public List<CloudEvent> await(String topic, int count, Predicate<CloudEvent> matching) {
        return records(topic, count, message -> matching.test(toEvent(message))).stream()
                .map(PublishedEvents::toEvent)
                .toList();
    }

    /** The first record of the topic, as it is on the wire. */
    public ConsumerRecord<String, byte[]> awaitRecord(String topic) {
        return records(topic, 1, message -> true).getFirst();
    }

    private List<ConsumerRecord<String, byte[]>> records(
            String topic, int count, Predicate<ConsumerRecord<String, byte[]>> matching) {
        var seen = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer =
                new KafkaConsumer<>(consumerConfiguration, new StringDeserializer(), new ByteArrayDeserializer())) {
            // Empty while the topic that the first question makes isn't there yet.
            var partitions = Awaitility.await("topic " + topic)
                    .atMost(PATIENCE)
                    .until(() -> consumer.partitionsFor(topic), found -> !found.isEmpty())
                    .stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Awaitility.await(count + " events on " + topic).atMost(PATIENCE).until(() -> {
                for (var message : consumer.poll(Duration.ofMillis(200))) {
                    if (matching.test(message)) {
                        seen.add(message);
                    }
                }
                return seen.size() >= count;
            });
        }
        return seen;
    }

    private static CloudEvent toEvent(ConsumerRecord<String, byte[]> message) {
        return KafkaMessageFactory.createReader(message).toEvent();
    }

    @Override
    public void close() {
        producer.close();
    }
}
