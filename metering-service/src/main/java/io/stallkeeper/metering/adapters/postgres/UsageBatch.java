package io.stallkeeper.metering.adapters.postgres;

import io.stallkeeper.metering.domain.usage.ReportedUsage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records of the usage topic, in the order of their offsets.
 *
 * @param usage what can be counted
 * @param unreadable what is parked
 * @param ranges what the batch passes, by partition
 */
public record UsageBatch(List<Counted> usage, List<Parked> unreadable, Map<String, OffsetRange> ranges) {

    /** A usage event and where it is in Kafka. The partition is {@code <topic>-<number>}. */
    public record Counted(ReportedUsage usage, String partition, long offset) {}

    /** A record that can't be counted. */
    public record Parked(ConsumerRecord<?, byte[]> message, String reason) {}

    public UsageBatch {
        usage = List.copyOf(usage);
        unreadable = List.copyOf(unreadable);
        ranges = Map.copyOf(ranges);
    }

    Set<String> subscriptionIds() {
        return usage.stream().map(counted -> counted.usage().subscriptionId()).collect(Collectors.toSet());
    }
}
