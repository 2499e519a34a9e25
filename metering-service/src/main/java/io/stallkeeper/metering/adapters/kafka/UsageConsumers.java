package io.stallkeeper.metering.adapters.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.stallkeeper.metering.adapters.postgres.LedgerOffsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Makes consumers of the usage topic. */
public final class UsageConsumers {

    /** Compressed; a broker sends more only if a single record is larger. */
    private static final int MAX_FETCH_BYTES = 8 << 20;

    private static final int MAX_PARTITION_FETCH_BYTES = 4 << 20;

    /**
     * What a replica that died had is another's after this long: the last hour of a subscription may have to pass
     * through.
     */
    private static final int SESSION_TIMEOUT_MS = 10_000;

    private static final int HEARTBEAT_MS = 3_000;

    private final Map<String, Object> kafka;
    private final String topic;
    private final String group;
    private final LedgerOffsets ledger;
    private final MeterRegistry metrics;
    private final Clock clock;

    /** @param kafka settings common to all clients: servers, security */
    public UsageConsumers(
            Map<String, Object> kafka,
            String topic,
            String group,
            LedgerOffsets ledger,
            MeterRegistry metrics,
            Clock clock) {
        this.kafka = Map.copyOf(kafka);
        this.topic = topic;
        this.group = group;
        this.ledger = ledger;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * @param batchSize records in a batch at most
     * @param remembered how long an event is known again
     */
    public UsageConsumer consumer(UsageIntake intake, int batchSize, Duration remembered) {
        return new UsageConsumer(() -> open(batchSize, remembered), intake);
    }

    private OpenConsumer open(int batchSize, Duration remembered) {
        var settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, batchSize);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MAX_FETCH_BYTES);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MAX_PARTITION_FETCH_BYTES);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MS);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MS);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Where the ledger stands and Kafka has nothing is told, not skipped.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // A rebalance stops only the partitions that move.
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        var positions = new UsagePositions(consumer, ledger, remembered, clock);
        consumer.subscribe(List.of(topic), positions);
        var measured = new KafkaClientMetrics(consumer);
        measured.bindTo(metrics);
        return new OpenConsumer(consumer, positions, measured);
    }
}
