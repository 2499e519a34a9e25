package io.stallkeeper.metering.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.stallkeeper.metering.domain.product.ProductCatalog;
import io.stallkeeper.metering.domain.usage.ReportedUsage;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The fold on a real PostgreSQL. */
class UsageFoldTest {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-08-20T14:30:00Z"), ZoneOffset.UTC);

    @SuppressWarnings("NullAway.Init")
    private static LedgerDatabase database;

    private final String subscription = "l-" + UUID.randomUUID();
    private final TopicPartition partition = new TopicPartition("usage-" + subscription, 0);

    @BeforeAll
    static void start_the_database() {
        database = LedgerDatabase.start();
    }

    @AfterAll
    static void stop_the_database() {
        database.close();
    }

    @BeforeEach
    void assign_the_partition() {
        new LedgerOffsets(database.pool())
                .positions(Map.of(partition.toString(), 0L))
                .await()
                .indefinitely();
    }

    @Test
    void a_batch_from_where_the_ledger_stands_is_counted() {
        fold(database.fold(NOW), 0, 3);
        fold(database.fold(NOW), 3, 5);

        assertThat(database.reported(subscription)).isEqualByComparingTo("5");
    }

    @Test
    void a_replica_that_lost_its_partition_changes_nothing() {
        var zombie = database.fold(NOW);
        var owner = database.fold(NOW);
        fold(owner, 0, 3);

        assertThatThrownBy(() -> fold(zombie, 0, 5)).isInstanceOf(PartitionLost.class);

        assertThat(database.reported(subscription)).isEqualByComparingTo("3");
        fold(owner, 3, 5);
        assertThat(database.reported(subscription)).isEqualByComparingTo("5");
    }

    @Test
    void what_lies_behind_a_hole_waits_until_the_hole_is_filled() {
        assertThatThrownBy(() -> fold(database.fold(NOW), 3, 5)).isInstanceOf(PartitionLost.class);

        assertThat(database.reported(subscription)).isEqualByComparingTo("0");
    }

    @Test
    void a_batch_whose_commit_was_never_answered_counts_once() throws Exception {
        try (var cutter = new CommitCutter(database.port())) {
            var fold = database.fold(database.poolTo(cutter.port()), ProductCatalog.EMPTY, NOW);
            cutter.cutNextCommit();

            assertThatThrownBy(() -> fold(fold, 0, 3)).isNotInstanceOf(PartitionLost.class);

            assertThat(cutter.hasCut()).isTrue();
            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThatThrownBy(() -> fold(fold, 0, 3))
                    .isInstanceOf(PartitionLost.class));
            fold(fold, 3, 4);
            assertThat(database.reported(subscription)).isEqualByComparingTo("4");
        }
    }

    private void fold(UsageFold fold, long from, long to) {
        var batch = new UsageBatch.Draft();
        LongStream.range(from, to)
                .mapToObj(offset -> UsageBatch.Countable.of(
                        usage(subscription + offset),
                        partition,
                        new ConsumerRecord<>(partition.topic(), partition.partition(), offset, "", new byte[0])))
                .forEach(batch::add);
        fold.fold(batch.passing(Map.of(partition.toString(), new OffsetRange(from, to))))
                .await()
                .indefinitely();
    }

    private ReportedUsage usage(String id) {
        return new ReportedUsage("/app", id, subscription, "requests", BigDecimal.ONE, NOW.instant(), "", null, null);
    }
}
