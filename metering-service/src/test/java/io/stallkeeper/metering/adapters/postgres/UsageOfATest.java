package io.stallkeeper.metering.adapters.postgres;

import io.stallkeeper.metering.domain.usage.ReportedUsage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Usage of a subscription that no other test has, as batches of a partition of its own. */
final class UsageOfATest {

    final String subscription = "l-" + UUID.randomUUID();
    private final TopicPartition partition;
    private final LedgerDatabase database;
    private final List<ReportedUsage> waiting = new ArrayList<>();
    private long offset;

    UsageOfATest(LedgerDatabase database) {
        this.database = database;
        this.partition = new TopicPartition("usage-" + subscription, 0);
        new LedgerOffsets(database.pool())
                .positions(Map.of(partition.toString(), 0L))
                .await()
                .indefinitely();
    }

    /** The usage in another partition. */
    UsageOfATest sentAgainElsewhere(ReportedUsage usage) {
        var elsewhere = new UsageOfATest(database);
        elsewhere.sendAgain(usage);
        return elsewhere;
    }

    ReportedUsage reported(String dimension, String quantity, Instant time) {
        return reported(dimension, quantity, time, "", null);
    }

    ReportedUsage reported(String dimension, String quantity, Instant time, String tags, @Nullable String uniqueKey) {
        var usage = new ReportedUsage(
                "/app",
                UUID.randomUUID().toString(),
                subscription,
                dimension,
                new BigDecimal(quantity),
                time,
                tags,
                uniqueKey,
                null);
        waiting.add(usage);
        return usage;
    }

    void sendAgain(ReportedUsage usage) {
        waiting.add(usage);
    }

    /** All that was reported since, as one batch. */
    void foldInto(UsageFold fold) {
        long from = offset;
        var batch = new UsageBatch.Draft();
        waiting.stream()
                .map(reported -> UsageBatch.Countable.of(
                        reported, partition, new ConsumerRecord<>(partition.topic(), 0, offset++, "", new byte[0])))
                .forEach(batch::add);
        try {
            fold.fold(batch.passing(Map.of(partition.toString(), new OffsetRange(from, offset))))
                    .await()
                    .indefinitely();
        } catch (RuntimeException e) {
            offset = from;
            throw e;
        }
        waiting.clear();
    }

    BigDecimal total() {
        return database.reported(subscription);
    }
}
