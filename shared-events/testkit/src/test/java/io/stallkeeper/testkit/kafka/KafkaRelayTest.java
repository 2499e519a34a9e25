package io.stallkeeper.testkit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudevents.CloudEvent;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.kafka.Inbox;
import io.stallkeeper.eventsourcing.kafka.KafkaRelay;
import io.stallkeeper.eventsourcing.kafka.Publication;
import io.stallkeeper.eventsourcing.kafka.TransactionalProducers;
import io.stallkeeper.eventsourcing.log.EventMetadata;
import io.stallkeeper.eventsourcing.log.EventToAppend;
import io.stallkeeper.eventsourcing.log.RecordedEvent;
import io.stallkeeper.eventsourcing.log.StreamId;
import io.stallkeeper.eventsourcing.postgres.PostgresCheckpoints;
import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import io.stallkeeper.testkit.infrastructure.KafkaBroker;
import io.stallkeeper.testkit.log.LogDatabase;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** From the log to Kafka and into another service's database, with what can go wrong on the way. */
class KafkaRelayTest {

    private static final LogDatabase DATABASE = LogDatabase.start();
    private static final KafkaBroker BROKER = KafkaBroker.startTemporary();

    private final String topic = "relay-" + UUID.randomUUID();
    private final StreamId stream = StreamId.of("relay", UUID.randomUUID());
    private final PostgresEventLog log = new PostgresEventLog(DATABASE.pool(), Clock.systemUTC());
    private final PostgresCheckpoints checkpoints = new PostgresCheckpoints(DATABASE.pool(), Clock.systemUTC());
    private final PublishedEvents kafka = new PublishedEvents(BROKER.bootstrapServers());

    @AfterAll
    static void stop() {
        BROKER.close();
        DATABASE.close();
    }

    @Test
    void events_reach_kafka_in_order_with_their_ids_and_their_trace() {
        var trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        append(0, event("first.v1", new EventMetadata(trace, "correlation", "cause")), event("second.v1"));

        try (var relay = relay()) {
            relayAll(relay);
        }

        var published = kafka.await(topic, 2, event -> true);
        assertThat(published).extracting(CloudEvent::getType).containsExactly("first.v1", "second.v1");
        assertThat(published.getFirst().getExtension("traceparent")).isEqualTo(trace);
        assertThat(published.getFirst().getExtension("correlationid")).isEqualTo("correlation");
        assertThat(published.getFirst().getId())
                .isEqualTo(read().getFirst().id().toString());
    }

    @Test
    void a_relay_killed_between_publish_and_checkpoint_gives_a_duplicate_and_no_loss() {
        append(0, event("only.v1"));

        try (var relay = relay()) {
            assertThatThrownBy(() -> checkpoints
                            .advance(topic, from -> log.readAfter(from, 1000)
                                    .chain(relay::apply)
                                    .chain(() -> Uni.createFrom().failure(new IllegalStateException("killed"))))
                            .await()
                            .indefinitely())
                    .hasMessage("killed");
        }
        try (var relay = relay()) {
            relayAll(relay);
        }

        var published = kafka.await(topic, 2, event -> true);
        assertThat(published)
                .extracting(CloudEvent::getId)
                .containsOnly(published.getFirst().getId());
    }

    @Test
    void a_batch_that_failed_half_way_was_never_said() {
        append(0, event("good.v1"), event("too-large.v1"));
        var attempts = new AtomicInteger();

        try (var relay = new KafkaRelay(
                new TransactionalProducers(BROKER.bootstrapServers(), topic), recorded -> publication(recorded)
                        .map(said -> recorded.type().equals("too-large.v1") && attempts.getAndIncrement() == 0
                                ? Publication.of(recorded, topic, "/test", "too-large.v1", "key", "x".repeat(2_000_000))
                                : said))) {
            assertThatThrownBy(() -> relayAll(relay)).isInstanceOf(RuntimeException.class);
            relayAll(relay);
        }

        assertThat(kafka.await(topic, 2, event -> true))
                .extracting(CloudEvent::getType)
                .containsExactly("good.v1", "too-large.v1");
    }

    @Test
    void a_duplicate_takes_effect_once() {
        var inbox = new Inbox("test-" + topic, log);
        var effects = new AtomicInteger();
        append(0, event("only.v1"));
        try (var relay = relay()) {
            relayAll(relay);
        }
        var message = kafka.awaitRecord(topic);

        for (int i = 0; i < 3; i++) {
            inbox.receive(message, (transaction, delivery) -> {
                        effects.incrementAndGet();
                        return Uni.createFrom().voidItem();
                    })
                    .await()
                    .indefinitely();
        }

        assertThat(effects).hasValue(1);
    }

    @Test
    void what_can_not_be_read_or_never_takes_effect_is_parked_and_blocks_nothing() {
        var inbox = new Inbox("test-" + topic, log);
        append(0, event("only.v1"));
        try (var relay = relay()) {
            relayAll(relay);
        }
        var readable = kafka.awaitRecord(topic);
        var unreadable = new ConsumerRecord<>(topic, 0, 77, "key", new byte[] {1});

        inbox.receive(unreadable, (transaction, delivery) -> Uni.createFrom().voidItem())
                .await()
                .indefinitely();
        inbox.receive(readable, (transaction, delivery) -> Uni.createFrom()
                        .failure(new IllegalArgumentException("never")))
                .await()
                .indefinitely();

        assertThat(parkedReasons()).containsExactlyInAnyOrder("not-a-cloudevent", "effect-failed");
    }

    private List<String> parkedReasons() {
        return DATABASE
                .pool()
                .query("select reason from parked_message where channel = '" + topic + "'")
                .execute()
                .await()
                .indefinitely()
                .stream()
                .map(row -> row.getString("reason"))
                .toList();
    }

    private KafkaRelay relay() {
        return new KafkaRelay(new TransactionalProducers(BROKER.bootstrapServers(), topic), this::publication);
    }

    private Optional<Publication> publication(RecordedEvent recorded) {
        return recorded.stream().equals(stream)
                ? Optional.of(Publication.of(recorded, topic, "/test", recorded.type(), "key", recorded.data()))
                : Optional.empty();
    }

    private void relayAll(KafkaRelay relay) {
        boolean moved;
        do {
            moved = checkpoints
                    .advance(topic, from -> log.readAfter(from, 1000)
                            .chain(events -> events.isEmpty()
                                    ? Uni.createFrom().item(from)
                                    : relay.apply(events)
                                            .replaceWith(events.getLast().position())))
                    .await()
                    .indefinitely();
        } while (moved);
    }

    private List<RecordedEvent> read() {
        return log.inTransaction(transaction -> transaction.read(stream))
                .await()
                .indefinitely();
    }

    private void append(long expectedVersion, EventToAppend... events) {
        log.inTransaction(transaction -> transaction.append(stream, expectedVersion, List.of(events)))
                .await()
                .indefinitely();
    }

    private static EventToAppend event(String type) {
        return event(type, EventMetadata.NONE);
    }

    private static EventToAppend event(String type, EventMetadata metadata) {
        return new EventToAppend(UUID.randomUUID(), type, "{}", metadata);
    }
}
