package io.stallkeeper.metering.adapters.postgres;

import io.stallkeeper.metering.domain.usage.ReportedUsage;
import java.util.HashMap;
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
 * @param nextOffsets behind the batch, by partition
 */
public record UsageBatch(List<Counted> usage, List<Parked> unreadable, Map<String, Long> nextOffsets) {

    /** A usage event and where it is in Kafka. The partition is {@code <topic>-<number>}. */
    public record Counted(ReportedUsage usage, String partition, long offset) {}

    /** A record that can't be counted. */
    public record Parked(ConsumerRecord<String, byte[]> message, String partition, String reason) {}

    public UsageBatch {
        usage = List.copyOf(usage);
        unreadable = List.copyOf(unreadable);
        nextOffsets = Map.copyOf(nextOffsets);
    }

    Set<String> partitions() {
        return nextOffsets.keySet();
    }

    Set<String> subscriptionIds() {
        return usage.stream().map(counted -> counted.usage().subscriptionId()).collect(Collectors.toSet());
    }

    /** What is left when all offsets below those passed are left out. */
    UsageBatch behind(Map<String, Long> passed) {
        var next = new HashMap<>(nextOffsets);
        next.replaceAll((partition, offset) -> Math.max(offset, passed.getOrDefault(partition, 0L)));
        return new UsageBatch(
                usage.stream()
                        .filter(counted -> counted.offset() >= passed.getOrDefault(counted.partition(), 0L))
                        .toList(),
                unreadable.stream()
                        .filter(parked -> parked.message().offset() >= passed.getOrDefault(parked.partition(), 0L))
                        .toList(),
                next);
    }
}
