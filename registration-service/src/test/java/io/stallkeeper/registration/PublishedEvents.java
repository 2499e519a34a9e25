package io.stallkeeper.registration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stallkeeper.contracts.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;

/** What a consumer of another service would get from Kafka. */
final class PublishedEvents {

    private static final AtomicInteger GROUPS = new AtomicInteger();

    /** An event on the topic. */
    record Event(String type, String data, String traceparent) {

        static Event of(ConsumerRecord<String, String> message) {
            return new Event(header(message, "ce_type"), message.value(), header(message, "traceparent"));
        }

        private static String header(ConsumerRecord<String, String> message, String name) {
            var header = message.headers().lastHeader(name);
            return header == null ? "" : new String(header.value(), UTF_8);
        }
    }

    private PublishedEvents() {}

    /** All events of the subscription, once there are so many. */
    static List<Event> await(String subscriptionId, int count) {
        Map<String, Object> configuration = Map.of(
                "bootstrap.servers",
                ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class),
                "group.id",
                "test-" + GROUPS.incrementAndGet(),
                "auto.offset.reset",
                "earliest",
                "metadata.max.age.ms",
                "500",
                "isolation.level",
                "read_committed");
        try (var consumer = new KafkaConsumer<>(configuration, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(Topic.REGISTRATION));
            var events = new ArrayList<Event>();
            Awaitility.await("events of " + subscriptionId)
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> {
                        consumer.poll(Duration.ofMillis(200)).forEach(message -> {
                            if (subscriptionId.equals(message.key())) {
                                events.add(Event.of(message));
                            }
                        });
                        return events.size() >= count;
                    });
            return events;
        }
    }
}
