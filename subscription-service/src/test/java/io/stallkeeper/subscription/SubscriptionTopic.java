package io.stallkeeper.subscription;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.cloudevents.CloudEvent;
import io.stallkeeper.contracts.PublishedEventType;
import io.stallkeeper.contracts.Topic;
import io.stallkeeper.eventsourcing.log.EventJson;
import io.stallkeeper.testkit.infrastructure.StallkeeperServers;
import io.stallkeeper.testkit.kafka.PublishedEvents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** What the service publishes, as any other service hears it. */
final class SubscriptionTopic {

    private SubscriptionTopic() {}

    /** Waits until these have been published of the subscription, in this order, each by its schema; their data. */
    static List<JsonNode> await(String subscriptionId, PublishedEventType... types) {
        try (var published = new PublishedEvents(StallkeeperServers.kafka())) {
            var events = published.await(
                    Topic.SUBSCRIPTION, types.length, event -> subscriptionId.equals(event.getSubject()));
            assertThat(events)
                    .extracting(CloudEvent::getType)
                    .containsExactlyElementsOf(Arrays.stream(types)
                            .map(PublishedEventType::typeName)
                            .toList());
            assertThat(events).allSatisfy(event -> assertThat(event.getExtension("traceparent"))
                    .isNotNull());
            return events.stream().map(SubscriptionTopic::data).toList();
        }
    }

    private static JsonNode data(CloudEvent event) {
        var data = new String(Objects.requireNonNull(event.getData()).toBytes(), UTF_8);
        var type = PublishedEventType.named(event.getType()).orElseThrow();
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(resource(type.schemaResource()), InputFormat.JSON);
        assertThat(schema.validate(data, InputFormat.JSON)).as(type.typeName()).isEmpty();
        try {
            return EventJson.MAPPER.readTree(data);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String name) {
        try (var in = SubscriptionTopic.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
