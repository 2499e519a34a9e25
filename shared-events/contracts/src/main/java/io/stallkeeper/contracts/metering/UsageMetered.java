package io.stallkeeper.contracts.metering;

import io.stallkeeper.contracts.PublishedEvent;
import java.time.Instant;

/**
 * AWS accepted the usage of one hour and will bill it.
 *
 * @param dimension AWS's API identifier of what is counted
 * @param hour the start of the UTC hour that AWS has it under
 * @param quantity whole units, 0 … 2 147 483 647
 * @param meteringRecordId AWS's receipt
 */
public record UsageMetered(
        String subscriptionId, String dimension, Instant hour, long quantity, String meteringRecordId)
        implements PublishedEvent {}
