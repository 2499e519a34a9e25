package io.stallkeeper.entitlement.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.cloudevents.CloudEvent;
import io.stallkeeper.contracts.PublishedEventType;
import io.stallkeeper.contracts.Topic;
import io.stallkeeper.entitlement.adapters.kafka.Publications;
import io.stallkeeper.entitlement.adapters.log.StoredEntitlements;
import io.stallkeeper.eventsourcing.kafka.Publication;
import io.stallkeeper.eventsourcing.log.EventJson;
import io.stallkeeper.eventsourcing.log.EventMetadata;
import io.stallkeeper.eventsourcing.log.LogPosition;
import io.stallkeeper.eventsourcing.log.RecordedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The stored golden files, as the others hear of them. */
class PublicationsTest {

    private static final String SUBSCRIPTION = "l-0f3a2b1c4d5e6f708192a3b4c5d6e7f8";

    @Test
    void every_published_type_of_this_service_comes_from_some_stored_event() {
        var published = StoredEntitlements.TYPES.storedNames().stream()
                .map(PublicationsTest::publish)
                .flatMap(Optional::stream)
                .map(publication -> publication.event().getType())
                .distinct();

        var ours = Stream.of(PublishedEventType.values())
                .filter(type -> type.topic().equals(Topic.ENTITLEMENT))
                .map(PublishedEventType::typeName)
                .toList();
        assertThat(published).containsExactlyInAnyOrderElementsOf(ours);
    }

    @Test
    void what_is_published_is_as_its_schema_says() {
        for (var name : StoredEntitlements.TYPES.storedNames()) {
            publish(name).ifPresent(publication -> {
                var event = publication.event();
                assertThat(publication.key()).isEqualTo(SUBSCRIPTION);
                var type = PublishedEventType.named(event.getType()).orElseThrow();
                var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(resource(type.schemaResource()), InputFormat.JSON);
                assertThat(schema.validate(dataOf(event))).as(name).isEmpty();
            });
        }
    }

    @Test
    void the_reason_of_a_revocation_tells_the_end_from_an_empty_answer() {
        assertThat(reasons("entitlements-withdrawn.v1", "entitlements-revoked.v1"))
                .containsExactly("subscription-ended", "no-entitlements-at-aws");
    }

    @Test
    void a_confirmation_is_not_published_since_nothing_changed() {
        assertThat(publish("entitlements-confirmed.v1")).isEmpty();
    }

    private static List<String> reasons(String... storedNames) {
        return Stream.of(storedNames)
                .map(name -> dataOf(publish(name).orElseThrow().event())
                        .get("reason")
                        .asText())
                .toList();
    }

    private static Optional<Publication> publish(String storedName) {
        return Publications.of(new RecordedEvent(
                LogPosition.START,
                StoredEntitlements.streamOf(SUBSCRIPTION),
                1,
                new UUID(0, 1),
                storedName,
                resource("/golden/stored/" + storedName + ".json"),
                EventMetadata.NONE,
                Instant.parse("2026-08-20T14:24:25Z")));
    }

    private static JsonNode dataOf(CloudEvent event) {
        try {
            return EventJson.MAPPER.readTree(
                    Objects.requireNonNull(event.getData()).toBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String name) {
        try (var in = PublicationsTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
