package io.stallkeeper.metering.adapters.postgres;

import io.stallkeeper.metering.domain.duplicate.Fingerprint;
import io.stallkeeper.metering.domain.usage.ReportedUsage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Records of the usage topic, in the order of their offsets.
 *
 * @param usage what can be counted
 * @param unreadable what is parked
 * @param ranges what the batch passes, by partition {@code <topic>-<number>}
 * @param names what the usage is addressed to
 * @param replays those records that were parked before
 */
public record UsageBatch(
        List<Countable> usage,
        List<Parked> unreadable,
        Map<String, OffsetRange> ranges,
        Set<String> names,
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
        unreadable = Collections.unmodifiableList(unreadable);
        ranges = Map.copyOf(ranges);
        names = Collections.unmodifiableSet(names);
        replays = List.copyOf(replays);
    }

    /** A batch that grows record by record: all that is asked of a record is asked while it is at hand. */
    public static final class Draft {

        private final List<Countable> usage = new ArrayList<>();
        private final List<Parked> unreadable = new ArrayList<>();
        private final Set<String> names = new HashSet<>();
        private final List<ConsumerRecord<?, byte[]>> replays = new ArrayList<>();

        public void add(Countable countable) {
            usage.add(countable);
            names.add(countable.usage().subscriptionId());
            var alias = countable.usage().alias();
            if (alias != null) {
                names.add(alias);
            }
            addIfReplay(countable.message());
        }

        public void park(Parked parked) {
            unreadable.add(parked);
            addIfReplay(parked.message());
        }

        private void addIfReplay(ConsumerRecord<?, byte[]> message) {
            if (ReplayMark.isOn(message)) {
                replays.add(message);
            }
        }

        /** The batch; nothing is added afterwards. */
        public UsageBatch passing(Map<String, OffsetRange> ranges) {
            return new UsageBatch(usage, unreadable, ranges, names, replays);
        }
    }

    UsageBatch without(Set<ConsumerRecord<?, byte[]>> records) {
        if (records.isEmpty()) {
            return this;
        }
        var rest = new Draft();
        usage.stream().filter(counted -> !records.contains(counted.message())).forEach(rest::add);
        unreadable.stream()
                .filter(parked -> !records.contains(parked.message()))
                .forEach(rest::park);
        return rest.passing(ranges);
    }
}
