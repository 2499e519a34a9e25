package io.stallkeeper.metering.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stallkeeper.metering.adapters.history.KnownUsage;
import io.stallkeeper.metering.domain.product.ProductCatalog;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Source and id count once: in a batch, across batches, partitions, replicas and restarts. */
class DuplicateUsageTest {

    @SuppressWarnings("NullAway.Init")
    private static LedgerDatabase database;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-08-20T14:30:00Z"));

    @SuppressWarnings("NullAway.Init")
    private UsageOfATest usage;

    @BeforeAll
    static void start_the_database() {
        database = LedgerDatabase.start();
    }

    @AfterAll
    static void stop_the_database() {
        database.close();
    }

    @BeforeEach
    void begin_with_an_empty_ledger() {
        database.execute("truncate usage_batch");
        usage = new UsageOfATest(database);
    }

    @Test
    void an_event_twice_in_a_batch_counts_once() {
        usage.sendAgain(usage.reported("requests", "2", clock.instant()));

        usage.foldInto(database.fold(clock));

        assertThat(usage.total()).isEqualByComparingTo("2");
    }

    @Test
    void an_event_counts_once_for_replicas_that_take_turns() {
        var one = database.fold(clock);
        var other = database.fold(clock);
        var first = usage.reported("requests", "2", clock.instant());
        usage.foldInto(one);
        var second = usage.reported("requests", "3", clock.instant());
        usage.sendAgain(first);
        usage.foldInto(other);
        usage.sendAgain(first);
        usage.sendAgain(second);
        usage.foldInto(one);

        assertThat(usage.total()).isEqualByComparingTo("5");
    }

    @Test
    void an_event_that_is_sent_again_into_another_partition_counts_once() {
        var first = usage.reported("requests", "2", clock.instant());
        usage.foldInto(database.fold(clock));

        usage.sentAgainElsewhere(first).foldInto(database.fold(clock));

        assertThat(usage.total()).isEqualByComparingTo("2");
    }

    @Test
    void an_event_is_known_after_a_restart_for_more_than_25_hours() {
        var first = usage.reported("requests", "2", clock.instant());
        usage.foldInto(database.fold(clock));
        var running = database.fold(clock);

        clock.move(Duration.ofHours(26));
        usage.sendAgain(first);
        usage.foldInto(database.fold(clock));
        usage.sendAgain(first);
        usage.foldInto(running);

        assertThat(usage.total()).isEqualByComparingTo("2");
    }

    @Test
    void an_event_is_known_after_the_clock_leapt_ahead_for_a_while() {
        var running = database.fold(clock);
        var first = usage.reported("requests", "2", clock.instant());
        usage.foldInto(running);

        clock.move(Duration.ofDays(2));
        var second = usage.reported("requests", "3", clock.instant());
        usage.foldInto(running);
        clock.move(Duration.ofDays(-2));
        usage.sendAgain(first);
        usage.sendAgain(second);
        usage.foldInto(running);

        assertThat(usage.total()).isEqualByComparingTo("5");
    }

    @Test
    void usage_waits_while_no_more_events_can_be_told_apart() {
        var small = database.fold(database.pool(), ProductCatalog.EMPTY, clock, 2);
        usage.reported("requests", "1", clock.instant());
        usage.reported("requests", "1", clock.instant());
        usage.foldInto(small);
        usage.reported("requests", "1", clock.instant());

        assertThatThrownBy(() -> usage.foldInto(small)).isInstanceOf(KnownUsage.MemoryFull.class);
        assertThat(usage.total()).isEqualByComparingTo("2");

        clock.move(Duration.ofHours(32));
        usage.foldInto(small);
        assertThat(usage.total()).isEqualByComparingTo("3");
    }

    @Test
    void all_batches_are_known_after_a_restart_however_large_each_is() {
        var running = database.fold(clock);
        var first = usage.reported("requests", "2", clock.instant());
        usage.foldInto(running);
        var second = usage.reported("requests", "3", clock.instant());
        usage.foldInto(running);
        var third = usage.reported("requests", "4", clock.instant());
        usage.foldInto(running);
        database.execute("update usage_batch set events = 60000");

        usage.sendAgain(first);
        usage.sendAgain(second);
        usage.sendAgain(third);
        usage.foldInto(database.fold(clock));

        assertThat(usage.total()).isEqualByComparingTo("9");
    }

    @Test
    void many_batches_are_known_after_a_restart() {
        var first = usage.reported("requests", "2", clock.instant());
        usage.foldInto(database.fold(clock));
        database.execute(
                "insert into usage_batch (written_at, events, is_late, oldest_hour, hours, body)"
                        + " select written_at, 60000, is_late, oldest_hour, hours, body from usage_batch, generate_series(1, 1000)");
        database.execute("delete from usage_batch where id = (select min(id) from usage_batch)");

        usage.sendAgain(first);
        usage.foldInto(database.fold(clock));

        assertThat(usage.total()).isEqualByComparingTo("2");
    }

    @Test
    void a_replica_that_could_not_know_all_that_was_counted_counts_nothing() {
        var first = usage.reported("requests", "2", clock.instant());
        usage.reported("requests", "3", clock.instant());
        usage.reported("requests", "4", clock.instant());
        usage.foldInto(database.fold(clock));
        usage.sendAgain(first);

        var small = database.fold(database.pool(), ProductCatalog.EMPTY, clock, 2);
        assertThatThrownBy(() -> usage.foldInto(small))
                .isInstanceOf(KnownUsage.MemoryFull.class)
                .hasMessageContaining("remembered-events");
        assertThat(usage.total()).isEqualByComparingTo("9");
    }

    @Test
    void what_a_restored_database_has_lost_is_counted_again() {
        var running = database.fold(clock);
        var first = usage.reported("requests", "2", clock.instant());
        usage.foldInto(running);
        database.execute("truncate usage_batch; delete from metered_hour");

        usage.sendAgain(first);
        usage.foldInto(running);

        assertThat(usage.total()).isEqualByComparingTo("2");
    }
}
