package io.stallkeeper.simulator.domain.metering;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record that was answered, and how. Only a SUCCESS is billed; an unknown buyer has no {@code agreementId}. */
public record MeteredRecord(
        UsageKey key,
        @Nullable String agreementId,
        int quantity,
        List<UsageAllocation> allocations,
        Instant timestamp,
        Instant receivedAt,
        RecordStatus status) {

    public MeteredRecord {
        allocations = List.copyOf(allocations);
    }
}
