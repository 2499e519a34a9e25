package io.stallkeeper.metering.adapters.history;

import java.math.BigDecimal;
import java.time.Instant;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A usage event that is in the ledger, and where Kafka has it.
 *
 * @param hour the {@link HourHash} of the hour that it was reported for
 * @param time when it was used
 * @param quantity in AWS's units
 * @param rejectedAs why it is never billed, in kebab-case; null if it was counted
 */
public record CountedEvent(
        long hour,
        TopicPartition partition,
        long offset,
        String source,
        String id,
        Instant time,
        BigDecimal quantity,
        @Nullable String rejectedAs) {}
