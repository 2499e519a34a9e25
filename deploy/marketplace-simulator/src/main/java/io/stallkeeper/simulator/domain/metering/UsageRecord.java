package io.stallkeeper.simulator.domain.metering;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One record of a call as the seller sent it. */
public record UsageRecord(
        Instant timestamp,
        String dimension,
        long quantity,
        @Nullable String accountId,
        @Nullable String licenseArn,
        @Nullable String customerIdentifier,
        List<UsageAllocation> allocations) {

    public UsageRecord {
        allocations = List.copyOf(allocations);
    }
}
