package io.stallkeeper.testkit.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.stallkeeper.contracts.PublishedEventType;
import io.stallkeeper.eventsourcing.kafka.Publication;
import io.stallkeeper.eventsourcing.log.EventMetadata;
import io.stallkeeper.eventsourcing.log.EventTypes;
import io.stallkeeper.eventsourcing.log.LogPosition;
import io.stallkeeper.eventsourcing.log.RecordedEvent;
import io.stallkeeper.eventsourcing.log.StreamId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** That what a service publishes really comes from what it stores, and keeps to the schema of its type. */
public final class PublicationsProof {

    private PublicationsProof() {}

    /** The stored events of one kind of stream. */
    public record Stored(String stream, EventTypes<?> types) {}

    /** The types that come out when every golden file of a stored event goes in. */
    public static Set<PublishedEventType> publishedFromGoldenFiles(
            Function<RecordedEvent, Optional<Publication>> publications, List<Stored> stored) throws IOException {
        var types = EnumSet.noneOf(PublishedEventType.class);
        for (var kind : stored) {
            for (var name : kind.types().storedNames()) {
                var publication = publications.apply(recorded(kind.stream(), name));
                if (publication.isPresent()) {
                    types.add(verify(publication.get()));
                }
            }
        }
        return types;
    }

    public static Set<PublishedEventType> typesOf(String topic) {
        var types = EnumSet.noneOf(PublishedEventType.class);
        Arrays.stream(PublishedEventType.values())
                .filter(type -> type.topic().equals(topic))
                .forEach(types::add);
        return types;
    }

    private static PublishedEventType verify(Publication publication) throws IOException {
        var event = publication.event();
        var type = PublishedEventType.named(event.getType()).orElseThrow();
        var data = new String(Objects.requireNonNull(event.getData()).toBytes(), StandardCharsets.UTF_8);
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(resource(type.schemaResource()), InputFormat.JSON);
        assertThat(schema.validate(data, InputFormat.JSON)).as(event.getType()).isEmpty();
        assertThat(publication.topic()).isEqualTo(type.topic());
        assertThat(event.getSubject()).isEqualTo(publication.key());
        return type;
    }

    private static RecordedEvent recorded(String stream, String name) throws IOException {
        return new RecordedEvent(
                new LogPosition(1, 1),
                new StreamId(stream),
                1,
                new UUID(0, 1),
                name,
                resource("/golden/stored/" + name + ".json"),
                EventMetadata.NONE,
                Instant.EPOCH);
    }

    private static String resource(String name) throws IOException {
        try (var in = PublicationsProof.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
