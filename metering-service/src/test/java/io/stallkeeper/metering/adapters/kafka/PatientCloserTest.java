package io.stallkeeper.metering.adapters.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.metering.adapters.postgres.LedgerDatabase;
import io.stallkeeper.metering.adapters.postgres.LedgerOffsets;
import io.stallkeeper.metering.adapters.postgres.MovableClock;
import io.stallkeeper.metering.domain.hour.ClosingRules;
import io.stallkeeper.metering.domain.hour.ClosingTerms;
import io.stallkeeper.testkit.infrastructure.KafkaBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How long hours are held open, with a real topic and how far a real ledger has counted it. */
class PatientCloserTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ClosingTerms TERMS =
            new ClosingTerms(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofHours(1), Duration.ofMinutes(5));

    @SuppressWarnings("NullAway.Init")
    private static LedgerDatabase database;

    @SuppressWarnings("NullAway.Init")
    private static KafkaBroker broker;

    @SuppressWarnings("NullAway.Init")
    private static KafkaProducer<String, byte[]> producer;

    private final String topic = "usage-" + UUID.randomUUID();
    private final LedgerOffsets ledger = new LedgerOffsets(database.pool());
    private final UsageBacklog backlog = new UsageBacklog(servers(broker.bootstrapServers()), topic, ledger);
    private final List<Duration> settleDelays = new ArrayList<>();
    private final MovableClock clock = new MovableClock(Instant.parse("2026-08-20T15:12:00Z"));
    private final PatientCloser closer = closerOf(backlog);

    @BeforeAll
    static void start_the_servers() {
        database = LedgerDatabase.start();
        broker = KafkaBroker.startTemporary();
        producer = new KafkaProducer<>(
                servers(broker.bootstrapServers()), new StringSerializer(), new ByteArraySerializer());
    }

    @AfterAll
    static void stop_the_servers() {
        producer.close();
        broker.close();
        database.close();
    }

    @AfterEach
    void close() {
        backlog.close();
    }

    @Test
    void nothing_is_held_open_for_a_topic_that_is_not_there() {
        assertThat(heldAfterALook()).isZero();
    }

    @Test
    void hours_are_held_open_until_all_is_counted_that_was_on_the_topic() throws Exception {
        var partition = report(3);
        assertThat(heldAfterALook()).isEqualTo(Duration.ofHours(22));

        counted(partition, 2);
        assertThat(heldAfterALook()).isEqualTo(Duration.ofHours(22));

        counted(partition, 3);
        assertThat(heldAfterALook()).isZero();
    }

    @Test
    void what_comes_after_an_hour_has_settled_does_not_hold_it() throws Exception {
        counted(report(3), 3);
        assertThat(heldAfterALook()).isZero();

        report(2);
        assertThat(heldAfterALook()).isZero();
    }

    @Test
    void the_hour_that_settles_while_usage_waits_is_held_and_those_before_it_are_not() throws Exception {
        var partition = report(3);
        counted(partition, 3);
        assertThat(heldAfterALook()).isZero();
        report(1);

        clock.move(Duration.ofHours(2));
        assertThat(heldAfterALook()).isEqualTo(Duration.ofHours(2));

        counted(partition, 4);
        assertThat(heldAfterALook()).isZero();
    }

    @Test
    void before_anybody_could_look_hours_are_held_open() {
        try (var away = new UsageBacklog(servers("127.0.0.1:1"), topic, ledger)) {
            var blind = closerOf(away);
            assertThatThrownBy(() -> blind.look().await().atMost(PATIENCE)).isInstanceOf(RuntimeException.class);

            assertThat(held(blind)).isEqualTo(Duration.ofHours(22));
        }
    }

    @Test
    void how_long_hours_have_been_held_is_told() throws Exception {
        var partition = report(3);
        assertThat(closer.heldFor()).isZero();
        heldAfterALook();
        assertThat(closer.heldFor()).isEqualTo(Duration.ofMinutes(2));

        clock.move(Duration.ofHours(2));
        heldAfterALook();
        assertThat(closer.heldFor()).isEqualTo(Duration.ofMinutes(122));
        counted(partition, 3);
        heldAfterALook();
        assertThat(closer.heldFor()).isZero();

        clock.move(Duration.ofHours(1));
        assertThat(closer.heldFor()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void hours_are_told_to_be_held_while_kafka_does_not_say() {
        try (var away = new UsageBacklog(servers("127.0.0.1:1"), topic, ledger)) {
            var blind = closerOf(away);
            assertThatThrownBy(() -> blind.look().await().atMost(PATIENCE)).isInstanceOf(RuntimeException.class);
            clock.move(Duration.ofHours(5));

            assertThat(blind.heldFor()).isEqualTo(Duration.ofMinutes(302));
        }
    }

    private PatientCloser closerOf(UsageBacklog of) {
        return new PatientCloser(
                terms -> {
                    settleDelays.add(terms.settleDelay());
                    return Uni.createFrom().item(0);
                },
                of,
                new ClosingRules(TERMS),
                clock);
    }

    private Duration heldAfterALook() {
        closer.look().await().atMost(PATIENCE);
        return held(closer);
    }

    private Duration held(PatientCloser by) {
        by.closeDue().await().atMost(PATIENCE);
        return settleDelays.getLast().minus(TERMS.settleDelay());
    }

    /** The partition that they are in. */
    private TopicPartition report(int events) throws ExecutionException, InterruptedException {
        for (int i = 0; i < events; i++) {
            producer.send(new ProducerRecord<>(topic, 0, "l-1", new byte[] {1})).get();
        }
        return new TopicPartition(topic, 0);
    }

    /** As if the ledger stood before that offset. */
    private void counted(TopicPartition partition, long next) {
        ledger.positions(Map.of(partition.toString(), next)).await().atMost(PATIENCE);
        database.execute(
                "update usage_partition set next_offset = %d where topic_partition = '%s'".formatted(next, partition));
    }

    private static Map<String, Object> servers(String bootstrap) {
        return Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    }
}
