package io.stallkeeper.metering.adapters.postgres;

import io.stallkeeper.metering.domain.duplicate.Fingerprint;
import io.stallkeeper.metering.domain.usage.ReportedUsage;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Records of the usage topic, in the order of their offsets.
 *
 * @param usage what can be counted
 * @param unreadable what is parked
 * @param ranges what the batch passes, by partition {@code <topic>-<number>}
 * @param replays those records that were parked before
 */
public record UsageBatch(
        List<Countable> usage,
        List<Parked> unreadable,
        Map<String, OffsetRange> ranges,
        List<ConsumerRecord<?, byte[]>> replays) {

    /** A usage event, what it is known again by, and the record that it came as. */
    public record Countable(
            ReportedUsage usage, Fingerprint fingerprint, TopicPartition partition, ConsumerRecord<?, byte[]> message) {

        public static Countable of(ReportedUsage usage, TopicPartition partition, ConsumerRecord<?, byte[]> message) {
            return new Countable(usage, Fingerprint.of(usage.source(), usage.id()), partition, message);
        }
    }

    /** A record that can't be counted. */
    public record Parked(ConsumerRecord<?, byte[]> message, String reason) {}

    public UsageBatch {
        usage = Collections.unmodifiableList(usage);
        unreadable = List.copyOf(unreadable);
        ranges = Map.copyOf(ranges);
        replays = List.copyOf(replays);
    }

    /** Looks for replays among the records, which is better done where they have just been read than in a transaction. */
    public UsageBatch(List<Countable> usage, List<Parked> unreadable, Map<String, OffsetRange> ranges) {
        this(usage, unreadable, ranges, replaysAmong(usage, unreadable));
    }

    private static List<ConsumerRecord<?, byte[]>> replaysAmong(List<Countable> usage, List<Parked> unreadable) {
        return Stream.<ConsumerRecord<?, byte[]>>concat(
                        usage.stream().map(Countable::message),
                        unreadable.stream().map(Parked::message))
                .filter(ReplayMark::isOn)
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

    /** What the usage is addressed to. */
    Set<String> subscriptionIds() {
        var names = new HashSet<String>();
        for (var countable : usage) {
            names.add(countable.usage().subscriptionId());
            if (countable.usage().alias() != null) {
                names.add(countable.usage().alias());
            }
        }
        return names;
    }
}
