package io.stallkeeper.testkit.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.log.Checkpoints;
import io.stallkeeper.eventsourcing.log.EventLog;
import io.stallkeeper.eventsourcing.log.LogPosition;
import io.stallkeeper.eventsourcing.log.LogReader;
import io.stallkeeper.eventsourcing.log.RecordedEvent;
import io.stallkeeper.eventsourcing.postgres.LogNotifications;
import io.stallkeeper.eventsourcing.postgres.PostgresCheckpoints;
import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PostgresEventLogTest extends EventLogContract<PostgresTransaction> {

    private static final LogDatabase database = LogDatabase.start();

    private final PostgresEventLog log = new PostgresEventLog(database.pool(), Clock.systemUTC());
    private final PostgresCheckpoints checkpoints = new PostgresCheckpoints(database.pool(), Clock.systemUTC());

    @AfterAll
    static void stop() {
        database.close();
    }

    @Override
    EventLog<PostgresTransaction> log() {
        return log;
    }

    @Override
    Checkpoints checkpoints() {
        return checkpoints;
    }

    @Test
    void an_event_that_commits_late_is_never_skipped() {
        var reader = "reader-" + UUID.randomUUID();
        drain(reader);
        var mayCommit = new CompletableFuture<Void>();
        var appended = new CompletableFuture<Void>();
        var late = log.inTransaction(transaction -> transaction
                        .append(
                                io.stallkeeper.eventsourcing.log.StreamId.of("late", reader),
                                0,
                                List.of(event("late.v1")))
                        .invoke(() -> appended.complete(null))
                        .chain(() -> Uni.createFrom().completionStage(mayCommit)))
                .subscribeAsCompletionStage();
        appended.join();

        append(0, event("early.v1"));
        assertThat(drain(reader)).isEmpty();
        mayCommit.complete(null);
        late.join();

        assertThat(drain(reader)).containsExactly("late.v1", "early.v1");
    }

    @Test
    void transactions_are_read_in_the_order_of_their_numbers_and_not_of_their_digits() {
        for (int transaction : List.of(9, 10)) {
            database.pool()
                    .preparedQuery("insert into event_log (xid, stream, version, id, type, data, metadata, recorded_at)"
                            + " values ($1::text::xid8, $2, 1, $3, $4, '{}', '{}', now())")
                    .execute(Tuple.of(
                            String.valueOf(transaction),
                            "digits-" + UUID.randomUUID(),
                            UUID.randomUUID(),
                            "of-" + transaction + ".v1"))
                    .await()
                    .indefinitely();
        }

        var first = log.readAfter(new LogPosition(8, 0), 1).await().indefinitely();
        var both = log.readAfter(new LogPosition(8, 0), 2).await().indefinitely();

        assertThat(first).extracting(RecordedEvent::type).containsExactly("of-9.v1");
        assertThat(both).extracting(RecordedEvent::type).containsExactly("of-9.v1", "of-10.v1");
    }

    @Test
    void a_reader_that_waits_for_its_broker_holds_back_no_other_reader() {
        var stuck = new CompletableFuture<LogPosition>();
        var begun = new CompletableFuture<Void>();
        var waiting = checkpoints
                .advance("stuck-" + UUID.randomUUID(), from -> {
                    begun.complete(null);
                    return Uni.createFrom().completionStage(stuck);
                })
                .subscribeAsCompletionStage();
        begun.join();
        var reader = "reader-" + UUID.randomUUID();
        drain(reader);

        append(0, event("a.v1"));

        assertThat(drain(reader)).containsExactly("a.v1");
        stuck.complete(LogPosition.START);
        waiting.join();
    }

    @Test
    void a_reader_is_woken_by_an_append_long_before_it_would_poll() throws InterruptedException {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        var reader = new LogReader(
                "woken-" + UUID.randomUUID(),
                log,
                checkpoints,
                events -> {
                    events.stream().map(RecordedEvent::type).forEach(seen::add);
                    return Uni.createFrom().voidItem();
                },
                Duration.ofHours(1));
        try (reader;
                var notifications = new LogNotifications(database.pool(), List.of(reader::wake))) {
            reader.start();
            notifications.start();
            var type = "woken-" + UUID.randomUUID() + ".v1";
            append(0, event("before.v1"));
            append(1, event(type));

            var last = "";
            while (!last.equals(type)) {
                last = seen.poll(20, TimeUnit.SECONDS);
                assertThat(last).as("an event within 20 s").isNotNull();
            }
        }
    }

    private List<String> drain(String reader) {
        var seen = new java.util.ArrayList<String>();
        boolean moved;
        do {
            moved = checkpoints
                    .advance(reader, from -> log.readAfter(from, 100).map(events -> {
                        events.stream().map(RecordedEvent::type).forEach(seen::add);
                        return events.isEmpty() ? from : events.getLast().position();
                    }))
                    .await()
                    .indefinitely();
        } while (moved);
        return seen;
    }
}
