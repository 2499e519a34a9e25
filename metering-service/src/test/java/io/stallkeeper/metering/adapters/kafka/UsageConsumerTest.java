package io.stallkeeper.metering.adapters.kafka;

import static org.awaitility.Awaitility.await;

import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.stallkeeper.metering.adapters.postgres.LedgerDatabase;
import io.stallkeeper.metering.adapters.postgres.LedgerOffsets;
import io.stallkeeper.metering.adapters.usage.UsageReader;
import io.stallkeeper.metering.domain.product.ProductCatalog;
import io.stallkeeper.testkit.infrastructure.KafkaBroker;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * From a real Kafka into a real PostgreSQL, with consumers that are stopped, doubled and contradicted by the database.
 */
class UsageConsumerTest {

    private static final Clock CLOCK = Clock.systemUTC();

    @SuppressWarnings("NullAway.Init")
    private static LedgerDatabase database;

    @SuppressWarnings("NullAway.Init")
    private static KafkaBroker broker;

    @SuppressWarnings("NullAway.Init")
    private static KafkaProducer<String, byte[]> producer;

    private final String topic = "usage-" + UUID.randomUUID();
    private final String subscription = "l-" + UUID.randomUUID();

    @BeforeAll
    static void start_the_servers() {
        database = LedgerDatabase.start();
        broker = KafkaBroker.startTemporary();
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @AfterAll
    static void stop_the_servers() {
        producer.close();
        broker.close();
        database.close();
    }

    @Test
    void usage_is_counted_and_a_consumer_that_comes_later_goes_on_behind_it() throws Exception {
        report(5);
        try (var _ = startConsumer("group")) {
            awaitReported("5");
        }
        report(2);
        try (var _ = startConsumer("another-group")) {
            awaitReported("7");
        }
    }

    @Test
    void two_consumers_that_both_believe_to_have_the_partition_count_everything_once() throws Exception {
        try (var _ = startConsumer("one");
                var _ = startConsumer("other")) {
            for (int i = 0; i < 20; i++) {
                report(50);
            }
            awaitReported("1000");
            report(1);
            awaitReported("1001");
        }
    }

    @Test
    void a_database_that_was_restored_to_an_earlier_state_gets_all_that_it_lost() throws Exception {
        report(5);
        try (var _ = startConsumer("group")) {
            awaitReported("5");
            restoreToEmpty();
            report(1);
            awaitReported("6");
        }
    }

    @Test
    void what_the_database_has_is_not_read_again_whatever_the_consumer_group_remembers() throws Exception {
        report(5);
        new LedgerOffsets(database.pool())
                .positions(Map.of(topic + "-0", 4L))
                .await()
                .indefinitely();

        try (var _ = startConsumer("group")) {
            awaitReported("1");
            report(1);
            awaitReported("2");
        }
    }

    @Test
    void a_topic_that_begins_anew_is_read_from_its_beginning() throws Exception {
        new LedgerOffsets(database.pool())
                .positions(Map.of(topic + "-0", 1_000L))
                .await()
                .indefinitely();
        report(3);

        try (var _ = startConsumer("group")) {
            awaitReported("3");
            report(1);
            awaitReported("4");
        }
    }

    @Test
    void a_record_that_spoils_its_batch_is_parked_alone() throws Exception {
        database.execute("alter table metered_hour add constraint poison check (subscription_id <> 'l-poison')");
        report(3);
        send("l-poison");
        report(4);
        try (var _ = startConsumer("group")) {
            awaitReported("7");
        }
    }

    private void restoreToEmpty() {
        database.execute("begin; update usage_partition set next_offset = 0 where topic_partition like '" + topic
                + "%'; delete from metered_hour where subscription_id = '" + subscription
                + "'; delete from usage_batch; commit");
    }

    private UsageConsumer startConsumer(String group) {
        var ledger = new LedgerOffsets(database.pool());
        var kafka = Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers());
        var consumer = new UsageConsumers(kafka, topic, group, ledger, new SimpleMeterRegistry(), CLOCK)
                .consumer(
                        new UsageIntake(
                                new UsageRecords(new UsageReader(ProductCatalog.EMPTY, CLOCK)),
                                database.fold(CLOCK),
                                OpenTelemetry.noop().getTracer("test")),
                        100,
                        Duration.ofHours(30));
        consumer.start();
        return consumer;
    }

    private void report(int events) throws ExecutionException, InterruptedException {
        for (int i = 0; i < events; i++) {
            send(subscription);
        }
    }

    private void send(String subscriptionId) throws ExecutionException, InterruptedException {
        var data = "{\"subscriptionId\":\"%s\",\"dimension\":\"requests\",\"quantity\":1}".formatted(subscriptionId);
        var event = CloudEventBuilder.v1()
                .withId(UUID.randomUUID().toString())
                .withSource(URI.create("/app"))
                .withType("io.stallkeeper.usage.reported.v1")
                .withTime(OffsetDateTime.now(ZoneOffset.UTC))
                .withData("application/json", data.getBytes(StandardCharsets.UTF_8))
                .build();
        producer.send(KafkaMessageFactory.<String>createWriter(topic, 0, "key").writeBinary(event))
                .get();
    }

    private void awaitReported(String units) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> database.reported(subscription).compareTo(new java.math.BigDecimal(units)) == 0);
    }
}
