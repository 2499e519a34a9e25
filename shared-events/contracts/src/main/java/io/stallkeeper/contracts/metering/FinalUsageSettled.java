package io.stallkeeper.contracts.metering;

import io.stallkeeper.contracts.PublishedEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * No usage of an ending subscription is pending any more, with the proof that the final hour was kept: when the end was
 * signalled, what AWS accepted last and when, and how much of the hour was left.
 *
 * @param endingSince the end signal's time
 * @param settledAt when the last usage found its place
 * @param meteringDeadline when AWS's final hour closes
 * @param lastMeteringRecordId AWS's receipt of the last record accepted; null if none ever was
 * @param lastAcceptedAt when AWS accepted that record
 * @param secondsLeft whole seconds from {@code settledAt} to the deadline; negative if it had passed. A fraction of a
 *     unit is kept until shortly before the deadline, since more usage may make it whole
 * @param secondsLeftAtLastRecord whole seconds from {@code lastAcceptedAt} to the deadline: nothing was billed later;
 *     null if no record ever was accepted
 */
public record FinalUsageSettled(
        String subscriptionId,
        Instant endingSince,
        Instant settledAt,
        Instant meteringDeadline,
        @Nullable String lastMeteringRecordId,
        @Nullable Instant lastAcceptedAt,
        @Nullable Long secondsLeft,
        @Nullable Long secondsLeftAtLastRecord)
        implements PublishedEvent {}
