package io.stallkeeper.metering.adapters.kafka;

import io.stallkeeper.metering.adapters.postgres.LedgerOffsets;
import io.stallkeeper.metering.adapters.postgres.OffsetRange;
import io.stallkeeper.metering.adapters.postgres.PartitionLost;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Hands records to the consumers as Kafka's client does, and returns when they have taken effect. */
public final class Consumption {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Consumption() {}

    public static void receive(EntitlementEvents consumer, ConsumerRecord<String, byte[]> message) {
        consumer.receive(message).await().atMost(PATIENCE);
    }

    public static void receive(SubscriptionEvents consumer, ConsumerRecord<String, byte[]> message) {
        consumer.receive(message).await().atMost(PATIENCE);
    }

    /**
     * As one batch of one partition. If the ledger stands elsewhere than the batch begins, it is read again from there,
     * as after a rebalance.
     */
    public static void receive(UsageIntake consumer, LedgerOffsets ledger, List<ConsumerRecord<byte[], byte[]>> batch) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            fold(consumer, batch.getFirst().offset(), batch);
        } catch (PartitionLost e) {
            var partition = PolledUsage.partitionOf(batch.getFirst());
            var stands = ledger.positions(Map.of(partition, 0L)).await().atMost(PATIENCE);
            long position = Objects.requireNonNull(stands.get(partition), "a row was made if there was none");
            var left = batch.stream()
                    .filter(message -> message.offset() >= position)
                    .toList();
            if (!left.isEmpty()) {
                fold(consumer, position, left);
            }
        }
    }

    private static void fold(UsageIntake consumer, long from, List<ConsumerRecord<byte[], byte[]>> batch) {
        var range = new OffsetRange(from, batch.getLast().offset() + 1);
        var polled = new PolledUsage(batch, Map.of(PolledUsage.partitionOf(batch.getFirst()), range), Map.of());
        consumer.fold(consumer.read(polled)).await().atMost(PATIENCE);
    }
}
