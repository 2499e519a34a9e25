package io.stallkeeper.subscription;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.stallkeeper.contracts.PublishedEventType;
import io.stallkeeper.contracts.Topic;
import io.stallkeeper.eventsourcing.log.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;

/** What the service publishes, read as any other service reads it. */
final class PublishedEvents implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
            Map.of(
                    ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class),
                    ConsumerConfig.GROUP_ID_CONFIG,
                    UUID.randomUUID().toString(),
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "earliest",
                    ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                    "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer());

    private final List<Published> seen = new ArrayList<>();

    record Published(String type, String subscriptionId, JsonNode data) {}

    PublishedEvents() {
        consumer.subscribe(List.of(Topic.SUBSCRIPTION));
    }

    /** Waits until just these types have been published of the subscription, each by its schema, and answers with them. */
    List<Published> await(String subscriptionId, PublishedEventType... types) {
        Awaitility.await("events of " + subscriptionId)
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> {
                    poll();
                    assertThat(of(subscriptionId)).extracting(Published::type).containsExactly(typeNames(types));
                });
        return of(subscriptionId);
    }

    private static String[] typeNames(PublishedEventType... types) {
        return java.util.Arrays.stream(types).map(PublishedEventType::typeName).toArray(String[]::new);
    }

    private List<Published> of(String subscriptionId) {
        return seen.stream()
                .filter(event -> event.subscriptionId().equals(subscriptionId))
                .toList();
    }

    private void poll() throws IOException {
        for (var message : consumer.poll(Duration.ofMillis(100))) {
            var type = new String(message.headers().lastHeader("ce_type").value(), UTF_8);
            var data = EventJson.MAPPER.readTree(message.value());
            assertThat(schema(type).validate(data)).as(type).isEmpty();
            seen.add(new Published(type, message.key(), data));
        }
    }

    private static com.networknt.schema.Schema schema(String type) {
        var resource = PublishedEventType.named(type).orElseThrow().schemaResource();
        try (var in = PublishedEvents.class.getResourceAsStream(resource)) {
            var text = new String(Objects.requireNonNull(in, resource).readAllBytes(), UTF_8);
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(text, InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
