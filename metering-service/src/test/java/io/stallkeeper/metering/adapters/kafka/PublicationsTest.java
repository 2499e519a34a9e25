package io.stallkeeper.metering.adapters.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stallkeeper.contracts.PublishedEventType;
import io.stallkeeper.contracts.Topic;
import io.stallkeeper.eventsourcing.log.EventMetadata;
import io.stallkeeper.eventsourcing.log.LogPosition;
import io.stallkeeper.eventsourcing.log.RecordedEvent;
import io.stallkeeper.eventsourcing.log.StreamId;
import io.stallkeeper.testkit.events.PublicationsProof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PublicationsTest {

    @Test
    void every_published_event_comes_from_a_stored_one_and_keeps_to_its_schema() throws IOException {
        var published = PublicationsProof.publishedFromGoldenFiles(
                new Publications(),
                List.of(
                        new PublicationsProof.Stored("hour-l-0f3a", StoredMeteringEvents.HOURS),
                        new PublicationsProof.Stored("meter-l-0f3a", StoredMeteringEvents.METERS),
                        new PublicationsProof.Stored("contract-l-0f3a", StoredMeteringEvents.CONTRACTS),
                        new PublicationsProof.Stored("submission-mode", StoredMeteringEvents.SUBMISSIONS)));

        assertThat(published).isEqualTo(PublicationsProof.typesOf(Topic.METERING));
        assertThat(published).contains(PublishedEventType.USAGE_METERED);
    }

    @Test
    void the_proof_of_a_final_hour_tells_how_much_was_left_when_the_last_record_was_accepted() throws IOException {
        assertThat(published("final-usage-settled.v2"))
                .contains("\"secondsLeft\":3596", "\"secondsLeftAtLastRecord\":3597");
        assertThat(published("final-usage-settled.v1"))
                .contains("\"secondsLeft\":3596")
                .doesNotContain("secondsLeftAtLastRecord");
    }

    private static String published(String stored) throws IOException {
        var recorded = new RecordedEvent(
                new LogPosition(1, 1),
                new StreamId("meter-l-0f3a"),
                1,
                new UUID(0, 1),
                stored,
                Files.readString(Path.of("src/test/resources/golden/stored/" + stored + ".json")),
                EventMetadata.NONE,
                Instant.EPOCH);
        var event = new Publications().apply(recorded).orElseThrow().event();
        return new String(Objects.requireNonNull(event.getData()).toBytes(), UTF_8);
    }
}
