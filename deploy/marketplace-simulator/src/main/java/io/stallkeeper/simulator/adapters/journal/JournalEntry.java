package io.stallkeeper.simulator.adapters.journal;

import io.stallkeeper.simulator.domain.MarketplaceEvent;
import java.time.Instant;
import java.util.List;

/** Events that happened together, and the real time at which they were written: a line of the journal. */
public record JournalEntry(Instant recordedAt, List<MarketplaceEvent> events) {}
