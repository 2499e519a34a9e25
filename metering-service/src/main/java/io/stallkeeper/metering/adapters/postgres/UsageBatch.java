package io.stallkeeper.metering.adapters.postgres;

import io.stallkeeper.metering.domain.usage.ReportedUsage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    public record Counted(ReportedUsage usage, String partition, ConsumerRecord<?, byte[]> message) {

        long offset() {
            return message.offset();
        }
    }

    /** A record that can't be counted. */
    public record Parked(ConsumerRecord<?, byte[]> message, String reason) {}

    public UsageBatch {
        usage = List.copyOf(usage);
        unreadable = List.copyOf(unreadable);
        ranges = Map.copyOf(ranges);
    }

    /** The records behind it, counted or not. */
    List<ConsumerRecord<?, byte[]>> messages() {
        return Stream.<ConsumerRecord<?, byte[]>>concat(
                        usage.stream().map(Counted::message),
                        unreadable.stream().map(Parked::message))
                .toList();
    }

    UsageBatch without(Set<ConsumerRecord<?, byte[]>> records) {
        return records.isEmpty()
                ? this
                : new UsageBatch(
                        usage.stream()
                                .filter(counted -> !records.contains(counted.message()))
                                .toList(),
                        unreadable.stream()
                                .filter(parked -> !records.contains(parked.message()))
                                .toList(),
                        ranges);
    }

    Set<String> subscriptionIds() {
        return usage.stream().map(counted -> counted.usage().subscriptionId()).collect(Collectors.toSet());
    }
}
