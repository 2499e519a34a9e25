package io.stallkeeper.testkit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.log.Checkpoints;
import io.stallkeeper.eventsourcing.log.EventLog;
import io.stallkeeper.eventsourcing.log.EventMetadata;
import io.stallkeeper.eventsourcing.log.EventToAppend;
import io.stallkeeper.eventsourcing.log.EventTransaction;
import io.stallkeeper.eventsourcing.log.LogPosition;
import io.stallkeeper.eventsourcing.log.RecordedEvent;
import io.stallkeeper.eventsourcing.log.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every log keeps to, whatever it is kept in. */
abstract class EventLogContract<T extends EventTransaction> {

    private final StreamId stream = StreamId.of("contract", UUID.randomUUID());

    abstract EventLog<T> log();

    abstract Checkpoints checkpoints();

    @Test
    void what_was_appended_is_read_back_as_it_was_in_order() {
        var metadata = new EventMetadata("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "c", "e");
        var first = new EventToAppend(UUID.randomUUID(), "first.v1", "{\"a\": 1.50}", metadata);

        append(0, first, event("second.v1"));

        var read = read();
        assertThat(read).extracting(RecordedEvent::version).containsExactly(1L, 2L);
        assertThat(read).extracting(RecordedEvent::type).containsExactly("first.v1", "second.v1");
        assertThat(read.getFirst().id()).isEqualTo(first.id());
        assertThat(read.getFirst().data()).isEqualToIgnoringWhitespace(first.data());
        assertThat(read.getFirst().metadata()).isEqualTo(metadata);
    }

    @Test
    void an_append_at_an_expected_version_either_wins_or_is_decided_again() {
        var lost = new AtomicBoolean();

        log().inTransaction(transaction -> transaction.read(stream).chain(events -> {
                    var later = transaction.append(stream, events.size(), List.of(event("later.v1")));
                    return lost.compareAndSet(false, true)
                            ? log().inTransaction(other -> other.append(stream, 0, List.of(event("winner.v1"))))
                                    .chain(() -> later)
                            : later;
                }))
                .await()
                .indefinitely();

        assertThat(read()).extracting(RecordedEvent::type).containsExactly("winner.v1", "later.v1");
    }

    @Test
    void of_many_appends_at_the_same_time_none_is_lost_and_no_version_is_missing() throws InterruptedException {
        int writers = 12;
        var ready = new CountDownLatch(1);
        var threads = IntStream.range(0, writers)
                .mapToObj(i -> Thread.ofVirtual().start(() -> {
                    ready.countDown();
                    log().inTransaction(transaction -> transaction
                                    .read(stream)
                                    .chain(events ->
                                            transaction.append(stream, events.size(), List.of(event("w" + i + ".v1")))))
                            .await()
                            .indefinitely();
                }))
                .toList();
        for (var thread : threads) {
            thread.join();
        }

        assertThat(read())
                .extracting(RecordedEvent::version)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, writers)
                        .mapToObj(Long::valueOf)
                        .toList());
    }

    @Test
    void a_failed_transaction_leaves_nothing_behind() {
        var id = UUID.randomUUID().toString();

        assertThatThrownBy(() -> log().inTransaction(transaction -> transaction
                                .isFirstDelivery("contract", id)
                                .chain(first -> transaction.append(stream, 0, List.of(event("lost.v1"))))
                                .chain(done -> Uni.createFrom().failure(new IllegalArgumentException("no"))))
                        .await()
                        .indefinitely())
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(read()).isEmpty();
        assertThat(isFirstDelivery(id)).isTrue();
    }

    @Test
    void one_message_twice_has_one_effect() {
        var id = UUID.randomUUID().toString();

        assertThat(isFirstDelivery(id)).isTrue();
        assertThat(isFirstDelivery(id)).isFalse();
    }

    @Test
    void a_reader_sees_every_event_once_in_order_and_goes_on_where_it_was() {
        append(0, event("a.v1"), event("b.v1"));
        append(2, event("c.v1"));
        var reader = "reader-" + UUID.randomUUID();
        var seen = new ArrayList<String>();

        while (advance(reader, seen)) {
            // one event at a time, until there is nothing more
        }
        append(3, event("d.v1"));
        while (advance(reader, seen)) {
            // again
        }

        assertThat(seen).containsExactly("a.v1", "b.v1", "c.v1", "d.v1");
    }

    @Test
    void a_checkpoint_stays_where_it_was_when_the_work_fails() {
        append(0, event("a.v1"));
        var reader = "reader-" + UUID.randomUUID();

        assertThatThrownBy(() -> checkpoints()
                        .advance(reader, from -> Uni.createFrom().failure(new IllegalArgumentException("no")))
                        .await()
                        .indefinitely())
                .isInstanceOf(IllegalArgumentException.class);

        var seen = new ArrayList<String>();
        while (advance(reader, seen)) {
            // until there is nothing more
        }
        assertThat(seen).containsExactly("a.v1");
    }

    @Test
    void one_replica_at_a_time_works_for_a_reader() {
        var reader = "reader-" + UUID.randomUUID();

        var moved = checkpoints()
                .advance(reader, from -> checkpoints()
                        .advance(reader, again -> Uni.createFrom().item(new LogPosition(9, 9)))
                        .invoke(second -> assertThat(second).isFalse())
                        .replaceWith(new LogPosition(1, 1)))
                .await()
                .indefinitely();

        assertThat(moved).isTrue();
    }

    private boolean advance(String reader, List<String> seen) {
        return checkpoints()
                .advance(reader, from -> log().readAfter(from, 1).map(events -> {
                    events.stream()
                            .filter(event -> event.stream().equals(stream))
                            .map(RecordedEvent::type)
                            .forEach(seen::add);
                    return events.isEmpty() ? from : events.getLast().position();
                }))
                .await()
                .indefinitely();
    }

    private boolean isFirstDelivery(String id) {
        return log().inTransaction(transaction -> transaction.isFirstDelivery("contract", id))
                .await()
                .indefinitely();
    }

    void append(long expectedVersion, EventToAppend... events) {
        log().inTransaction(transaction -> transaction.append(stream, expectedVersion, List.of(events)))
                .await()
                .indefinitely();
    }

    List<RecordedEvent> read() {
        return log().inTransaction(transaction -> transaction.read(stream))
                .await()
                .indefinitely();
    }

    static EventToAppend event(String type) {
        return new EventToAppend(UUID.randomUUID(), type, "{}", EventMetadata.NONE);
    }
}
