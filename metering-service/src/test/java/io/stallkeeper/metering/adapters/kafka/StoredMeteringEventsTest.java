package io.stallkeeper.metering.adapters.kafka;

import io.stallkeeper.metering.domain.contract.ContractEvent;
import io.stallkeeper.metering.domain.hour.MeteredHourEvent;
import io.stallkeeper.metering.domain.meter.MeterEvent;
import io.stallkeeper.metering.domain.submission.SubmissionEvent;
import io.stallkeeper.testkit.events.StoredEventsProof;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class StoredMeteringEventsTest {

    @Test
    void every_event_has_a_stored_name_and_every_stored_name_stays_readable() throws IOException {
        StoredEventsProof.verify(MeteredHourEvent.class, StoredMeteringEvents.HOURS);
        StoredEventsProof.verify(MeterEvent.class, StoredMeteringEvents.METERS);
        StoredEventsProof.verify(ContractEvent.class, StoredMeteringEvents.CONTRACTS);
        StoredEventsProof.verify(SubmissionEvent.class, StoredMeteringEvents.SUBMISSIONS);
    }
}
