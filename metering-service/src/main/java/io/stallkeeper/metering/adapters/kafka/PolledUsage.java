package io.stallkeeper.metering.adapters.kafka;

import io.stallkeeper.metering.adapters.postgres.OffsetRange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Records of the usage topic, partition by partition in the order of their offsets.
 *
 * @param ranges what lies between the position before them and the one after, by partition {@code <topic>-<number>}: it
 *     may be more than the records, since Kafka keeps other things in a partition too
 * @param groupOffsets what the consumer group is told afterwards
 */
record PolledUsage(
        List<ConsumerRecord<byte[], byte[]>> records,
        Map<String, OffsetRange> ranges,
        Map<TopicPartition, OffsetAndMetadata> groupOffsets) {

    static String partitionOf(ConsumerRecord<?, ?> message) {
        return message.topic() + "-" + message.partition();
    }

    PolledUsage firstHalf() {
        return part(records.subList(0, records.size() / 2), true);
    }

    /** What the first half leaves. */
    PolledUsage secondHalf() {
        return part(records.subList(records.size() / 2, records.size()), false);
    }

    private PolledUsage part(List<ConsumerRecord<byte[], byte[]>> part, boolean first) {
        var between = new HashMap<String, Long>();
        firstRecords().forEach(message -> between.put(partitionOf(message), message.offset() + 1));
        var ranges = new HashMap<String, OffsetRange>();
        this.ranges.forEach((partition, range) -> {
            long middle = between.getOrDefault(partition, range.from());
            ranges.put(partition, first ? new OffsetRange(range.from(), middle) : new OffsetRange(middle, range.to()));
        });
        return new PolledUsage(List.copyOf(part), ranges, Map.of());
    }

    private List<ConsumerRecord<byte[], byte[]>> firstRecords() {
        return records.subList(0, records.size() / 2);
    }
}
