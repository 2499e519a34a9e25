package io.stallkeeper.benchmark.usage;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Usage events as a seller's application sends them to the topic: a UUID each, of a thousand subscriptions in three
 * dimensions, used within the last minutes.
 */
final class UsageLoad {

    static final String TOPIC = "usage";
    static final int PARTITIONS = 6;

    private static final int SUBSCRIPTIONS = 1_000;
    private static final List<String> DIMENSIONS = List.of("requests", "gigabytes", "seats");
    private static final byte[] VERSION = bytes("1.0");
    private static final byte[] SOURCE = bytes("/app/eu-central-1/api");
    private static final byte[] TYPE = bytes("io.stallkeeper.usage.reported.v1");
    private static final byte[] JSON = bytes("application/json");

    private final Random random = new Random(20_260_820);

    /** Makes the topic and fills it. */
    void write(String kafka, long events) throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
        var settings = Map.<String, Object>of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.BATCH_SIZE_CONFIG,
                256 << 10,
                ProducerConfig.LINGER_MS_CONFIG,
                20);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            var failure = new AtomicReference<Exception>();
            for (long i = 0; i < events; i++) {
                var _ = producer.send(event(), (_, e) -> failure.compareAndSet(null, e));
            }
            producer.flush();
            if (failure.get() != null) {
                throw new ExecutionException(failure.get());
            }
        }
    }

    private ProducerRecord<String, byte[]> event() {
        var subscription = "l-%032x".formatted(random.nextInt(SUBSCRIPTIONS));
        var data = "{\"subscriptionId\":\"" + subscription + "\",\"dimension\":\""
                + DIMENSIONS.get(random.nextInt(DIMENSIONS.size())) + "\",\"quantity\":" + random.nextInt(1, 50) + "}";
        var time = Instant.now().minusMillis(random.nextInt(60_000)).truncatedTo(ChronoUnit.MILLIS);
        var record = new ProducerRecord<>(TOPIC, subscription, bytes(data));
        record.headers()
                .add("ce_specversion", VERSION)
                .add("ce_id", bytes(new UUID(random.nextLong(), random.nextLong()).toString()))
                .add("ce_source", SOURCE)
                .add("ce_type", TYPE)
                .add("ce_time", bytes(DateTimeFormatter.ISO_INSTANT.format(time)))
                .add("content-type", JSON);
        return record;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
