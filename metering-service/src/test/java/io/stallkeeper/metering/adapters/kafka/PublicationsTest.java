package io.stallkeeper.metering.adapters.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.stallkeeper.contracts.PublishedEventType;
import io.stallkeeper.contracts.Topic;
import io.stallkeeper.testkit.events.PublicationsProof;
import java.io.IOException;
import java.util.List;
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
}
