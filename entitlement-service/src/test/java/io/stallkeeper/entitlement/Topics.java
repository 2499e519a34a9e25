package io.stallkeeper.entitlement;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.stallkeeper.contracts.PublishedEvent;
import io.stallkeeper.contracts.PublishedEventType;
import io.stallkeeper.contracts.Topic;
import io.stallkeeper.eventsourcing.log.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** The other services' side: says on Kafka what they say, and hears what this one says. */
final class Topics implements AutoCloseable {

    private final Map<String, Object> bootstrap =
            Map.of("bootstrap.servers", ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class));
    private final KafkaProducer<String, byte[]> producer =
            new KafkaProducer<>(bootstrap, new StringSerializer(), new ByteArraySerializer());

    void publish(PublishedEvent event) {
        publish(event, event.subscriptionId(), UUID.randomUUID().toString(), null);
    }

    /** @param traceparent as a trace that began elsewhere */
    void publish(PublishedEvent event, String key, String id, @Nullable String traceparent) {
        try {
            var type = PublishedEventType.of(event);
            var cloudEvent = CloudEventBuilder.v1()
                    .withId(id)
                    .withSource(URI.create("/stallkeeper/test"))
                    .withType(type.typeName())
                    .withSubject(event.subscriptionId())
                    .withData("application/json", EventJson.MAPPER.writeValueAsBytes(event));
            if (traceparent != null) {
                cloudEvent.withExtension("traceparent", traceparent);
            }
            ProducerRecord<String, byte[]> message =
                    KafkaMessageFactory.<String>createWriter(type.topic(), key).writeBinary(cloudEvent.build());
            if (traceparent != null) {
                message.headers().add("traceparent", traceparent.getBytes(StandardCharsets.UTF_8));
            }
            send(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void send(ProducerRecord<String, byte[]> message) {
        try {
            producer.send(message).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All that this service has said of the subscription so far, in order. */
    List<CloudEvent> saidOf(String subscriptionId) {
        var settings = new HashMap<String, Object>(bootstrap);
        settings.put("isolation.level", "read_committed");
        var said = new ArrayList<CloudEvent>();
        try (var consumer =
                new KafkaConsumer<String, byte[]>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(Topic.ENTITLEMENT).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                for (var message : consumer.poll(Duration.ofSeconds(1))) {
                    if (subscriptionId.equals(message.key())) {
                        said.add(KafkaMessageFactory.createReader(message).toEvent());
                    }
                }
            }
        }
        return said;
    }

    @Override
    public void close() {
        producer.close();
    }
}
