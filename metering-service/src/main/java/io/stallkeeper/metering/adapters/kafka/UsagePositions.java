package io.stallkeeper.metering.adapters.kafka;

import io.stallkeeper.metering.adapters.postgres.LedgerOffsets;
import io.stallkeeper.metering.adapters.postgres.OffsetRange;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Where each assigned partition is read from. A partition is paused until the ledger has said where it stands, at its
 * assignment and whenever a batch of it was not counted. For the consumer's thread alone.
 */
final class UsagePositions implements ConsumerRebalanceListener {

    private static final Logger LOG = Logger.getLogger(UsagePositions.class);
    private static final Duration LEDGER_ANSWERS_WITHIN = Duration.ofSeconds(10);

    private final Consumer<byte[], byte[]> consumer;
    private final LedgerOffsets ledger;
    private final Duration remembered;
    private final Clock clock;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Set<TopicPartition> unplaced = new HashSet<>();

    /** @param remembered how long the ledger knows an event again, so that reading it anew is safe */
    UsagePositions(Consumer<byte[], byte[]> consumer, LedgerOffsets ledger, Duration remembered, Clock clock) {
        this.consumer = consumer;
        this.ledger = ledger;
        this.remembered = remembered;
        this.clock = clock;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        // Any position will do: nothing is fetched before the ledger's own is known.
        partitions.forEach(partition -> consumer.seek(partition, 0));
        consumer.pause(partitions);
        unplaced.addAll(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        partitions.forEach(positions::remove);
        unplaced.removeAll(partitions);
    }

    /** What was read and not counted is read again. */
    void rewind() {
        unplaced.addAll(consumer.assignment());
        consumer.pause(unplaced);
    }

    /** Fails if the ledger can't be asked. */
    void place() {
        if (unplaced.isEmpty()) {
            return;
        }
        var beginnings = new HashMap<String, Long>();
        consumer.beginningOffsets(unplaced)
                .forEach((partition, offset) -> beginnings.put(partition.toString(), offset));
        var stands = ledger.positions(beginnings).await().atMost(LEDGER_ANSWERS_WITHIN);
        for (var partition : unplaced) {
            long position =
                    Objects.requireNonNull(stands.get(partition.toString()), "a row was made if there was none");
            positions.put(partition, position);
            consumer.seek(partition, position);
        }
        consumer.resume(unplaced);
        unplaced.clear();
    }

    /** Takes over what was polled. */
    PolledUsage passed(ConsumerRecords<byte[], byte[]> polled) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>(polled.count());
        var ranges = new HashMap<String, OffsetRange>();
        for (var next : polled.nextOffsets().entrySet()) {
            var partition = next.getKey();
            long to = next.getValue().offset();
            ranges.put(partition.toString(), new OffsetRange(positionOf(partition), to));
            positions.put(partition, to);
            records.addAll(polled.records(partition));
        }
        return new PolledUsage(records, ranges, polled.nextOffsets());
    }

    private long positionOf(TopicPartition partition) {
        return Objects.requireNonNull(positions.get(partition), "nothing is fetched before its position is known");
    }

    void pauseAll() {
        consumer.pause(consumer.assignment());
    }

    void resumePlaced() {
        consumer.resume(positions.keySet().stream()
                .filter(partition -> !unplaced.contains(partition))
                .toList());
    }

    /**
     * Kafka doesn't have the records that come next. Older ones it has deleted: they are lost, and it goes on with the
     * first that is there. Or it has lost records itself: then all is read that the ledger would know again.
     */
    void goOnAfter(OffsetOutOfRangeException failure) {
        var partitions = failure.offsetOutOfRangePartitions();
        var beginnings = consumer.beginningOffsets(partitions.keySet());
        var younger = new HashMap<TopicPartition, Long>();
        long oldest = clock.instant().minus(remembered).toEpochMilli();
        partitions.keySet().forEach(partition -> younger.put(partition, oldest));
        var known = consumer.offsetsForTimes(younger);
        var ends = consumer.endOffsets(partitions.keySet());
        partitions.forEach((partition, position) -> {
            long beginning = Objects.requireNonNull(beginnings.get(partition), "was asked for");
            if (position < beginning) {
                LOG.errorf(
                        "%d usage records of %s were deleted before they were counted: the topic's retention is too short",
                        beginning - position, partition);
                consumer.seek(partition, beginning);
            } else {
                var first = known.get(partition);
                long end = Objects.requireNonNull(ends.get(partition), "was asked for");
                LOG.errorf("Kafka lost records of %s that were counted: it ends before %d", partition, position);
                consumer.seek(partition, first == null ? end : first.offset());
            }
        });
    }
}
