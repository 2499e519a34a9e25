package io.stallkeeper.entitlement.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stallkeeper.entitlement.adapters.log.StoredEntitlements;
import io.stallkeeper.entitlement.domain.EntitlementsEvent;
import io.stallkeeper.eventsourcing.log.StreamId;
import io.stallkeeper.testkit.events.StoredEventsProof;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class StoredEventsTest {

    @Test
    void every_stored_event_stays_readable() throws IOException {
        StoredEventsProof.verify(EntitlementsEvent.class, StoredEntitlements.TYPES);
    }

    @Test
    void the_stream_names_the_subscription() {
        var stream = StoredEntitlements.streamOf("l-0f3a");

        assertThat(stream).isEqualTo(new StreamId("entitlements-l-0f3a"));
        assertThat(StoredEntitlements.subscriptionOf(stream)).isEqualTo("l-0f3a");
    }

    @Test
    void another_kind_of_stream_is_not_read() {
        assertThatThrownBy(() -> StoredEntitlements.subscriptionOf(new StreamId("usage-l-0f3a")))
                .isInstanceOf(IllegalStateException.class);
    }
}
