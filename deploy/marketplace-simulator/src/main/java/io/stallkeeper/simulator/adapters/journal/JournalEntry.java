package io.stallkeeper.simulator.adapters.journal;

import io.stallkeeper.simulator.domain.MarketplaceEvent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Events that happened together, and the real time at which they were written: a line of the journal. */
public record JournalEntry(Instant recordedAt, List<MarketplaceEvent> events) {

    public JournalEntry {
        Objects.requireNonNull(recordedAt);
        events = List.copyOf(events);
    }
}
