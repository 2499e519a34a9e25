package io.stallkeeper.metering.adapters.kafka;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.contracts.Topic;
import io.stallkeeper.eventsourcing.tracing.TraceParent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Puts usage events on the topic that the ledger is fed from. */
public final class UsageTopic implements AutoCloseable {

    /**
     * Half of what the bodies behind it may have by default: it is filled by whole batches, sent in some milliseconds.
     */
    private static final long BUFFER_BYTES = 16_777_216;

    private final KafkaProducer<String, byte[]> producer;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("usage-topic-", 0).factory());

    public UsageTopic(String bootstrapServers) {
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        ProducerConfig.LINGER_MS_CONFIG,
                        2,
                        // What Kafka hasn't taken yet; when it is full, callers wait.
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        BUFFER_BYTES,
                        // A caller waits this long for Kafka, then is told to come again.
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        3_000,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        3_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        6_000),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /**
     * Completes once Kafka has all of them. If it fails, some may be there: sending all again is safe, ids count once.
     */
    public Uni<Void> send(List<UsageMessage> events) {
        var traceparent = TraceParent.current();
        return Uni.createFrom()
                .<Void>item(() -> {
                    sendAll(events, traceparent);
                    return null;
                })
                .runSubscriptionOn(threads);
    }

    private void sendAll(List<UsageMessage> events, @Nullable String traceparent) {
        var acknowledgements = new ArrayList<Future<RecordMetadata>>(events.size());
        for (var event : events) {
            var acknowledgement = producer.send(event.toRecord(Topic.USAGE, traceparent));
            if (acknowledgement.isDone() && acknowledgement.state() == Future.State.FAILED) {
                throw new UsageTopicAway(acknowledgement.exceptionNow());
            }
            acknowledgements.add(acknowledgement);
        }
        try {
            for (var acknowledgement : acknowledgements) {
                acknowledgement.get();
            }
        } catch (ExecutionException e) {
            throw new UsageTopicAway(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UsageTopicAway(e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        threads.close();
    }

    /** Kafka didn't acknowledge in time. */
    public static final class UsageTopicAway extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UsageTopicAway(@Nullable Throwable cause) {
            super("Kafka did not acknowledge in time", cause);
        }
    }
}
