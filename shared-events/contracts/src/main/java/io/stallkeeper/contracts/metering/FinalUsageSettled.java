package io.stallkeeper.contracts.metering;

import io.stallkeeper.contracts.PublishedEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * No usage of an ending subscription is pending any more.
 *
 * @param endingSince the end signal's time
 * @param settledAt when the last usage found its place
 * @param meteringDeadline when AWS's final hour closes
 * @param lastMeteringRecordId AWS's receipt of the last record accepted; null if none ever was
 */
public record FinalUsageSettled(
        String subscriptionId,
        Instant endingSince,
        Instant settledAt,
        Instant meteringDeadline,
        @Nullable String lastMeteringRecordId)
        implements PublishedEvent {}
