package io.stallkeeper.subscription.adapters.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.stallkeeper.contracts.PublishedEventType;
import io.stallkeeper.contracts.Topic;
import io.stallkeeper.eventsourcing.log.EventMetadata;
import io.stallkeeper.eventsourcing.log.LogPosition;
import io.stallkeeper.eventsourcing.log.RecordedEvent;
import io.stallkeeper.eventsourcing.log.StreamId;
import io.stallkeeper.subscription.adapters.postgres.StoredSubscriptionEvents;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is stored and what is published of it, by the golden files of both. */
class PublicationsTest {

    private static final String SUBSCRIPTION = "l-0f3a2b1c4d5e6f708192a3b4c5d6e7f8";

    private final Publications publications = new Publications();

    @Test
    void every_published_type_of_the_service_comes_from_some_stored_event() throws IOException {
        var published = EnumSet.noneOf(PublishedEventType.class);
        for (var name : StoredSubscriptionEvents.TYPES.storedNames()) {
            publications
                    .apply(recorded(name))
                    .flatMap(publication ->
                            PublishedEventType.named(publication.event().getType()))
                    .ifPresent(published::add);
        }

        assertThat(published)
                .containsExactlyInAnyOrderElementsOf(Stream.of(PublishedEventType.values())
                        .filter(type -> type.topic().equals(Topic.SUBSCRIPTION))
                        .collect(Collectors.toSet()));
    }

    @Test
    void what_is_published_keeps_its_schema_and_is_keyed_by_the_subscription() throws IOException {
        for (var name : StoredSubscriptionEvents.TYPES.storedNames()) {
            var publication = publications.apply(recorded(name)).orElse(null);
            if (publication == null) {
                continue;
            }
            var event = publication.event();
            var type = PublishedEventType.named(event.getType()).orElseThrow();
            var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(resource(type.schemaResource()), InputFormat.JSON);
            var data = new String(Objects.requireNonNull(event.getData()).toBytes(), UTF_8);

            assertThat(schema.validate(data, InputFormat.JSON)).as(name).isEmpty();
            assertThat(publication.topic()).isEqualTo(Topic.SUBSCRIPTION);
            assertThat(publication.key()).isEqualTo(SUBSCRIPTION).isEqualTo(event.getSubject());
        }
    }

    private static RecordedEvent recorded(String name) throws IOException {
        return new RecordedEvent(
                new LogPosition(1, 1),
                new StreamId("subscription-" + SUBSCRIPTION),
                1,
                new UUID(0, 1),
                name,
                resource("/golden/stored/" + name + ".json"),
                EventMetadata.NONE,
                Instant.parse("2026-08-20T14:24:25Z"));
    }

    private static String resource(String name) throws IOException {
        try (var in = PublicationsTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
        }
    }
}
