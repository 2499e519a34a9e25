package io.stallkeeper.subscription.adapters.postgres;

import io.stallkeeper.subscription.domain.SubscriptionEvent;
import io.stallkeeper.testkit.events.StoredEventsProof;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class StoredSubscriptionEventsTest {

    @Test
    void every_event_has_a_stored_name_and_every_stored_name_stays_readable() throws IOException {
        StoredEventsProof.verify(SubscriptionEvent.class, StoredSubscriptionEvents.TYPES);
    }
}
