package io.stallkeeper.eventsourcing.kafka;

import io.cloudevents.kafka.KafkaMessageFactory;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.log.RecordedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Sends what is to be published of the log's events as CloudEvents in Kafka's binary mode. The handler of a
 * {@link io.stallkeeper.eventsourcing.log.LogReader}: it completes once the broker has acknowledged the whole batch.
 *
 * <p>A batch is one Kafka transaction. So a batch that failed half way shows none of its events to readers of committed
 * records, and what is sent again keeps its order; a replica that lost its place is fenced by the transactional id.
 * Only a crash between Kafka's commit and the checkpoint makes duplicates; the event's id tells them.
 */
public final class KafkaRelay implements Function<List<RecordedEvent>, Uni<Void>>, AutoCloseable {

    private final Supplier<Producer<String, byte[]>> producers;
    private final Function<RecordedEvent, Optional<Publication>> publications;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("kafka-relay").factory());
    private @Nullable Producer<String, byte[]> producer;

    /** @param producers make a transactional producer; asked again after a failure */
    public KafkaRelay(
            Supplier<Producer<String, byte[]>> producers, Function<RecordedEvent, Optional<Publication>> publications) {
        this.producers = producers;
        this.publications = publications;
    }

    @Override
    public Uni<Void> apply(List<RecordedEvent> events) {
        var records = events.stream()
                .map(publications)
                .flatMap(Optional::stream)
                .map(KafkaRelay::toRecord)
                .toList();
        if (records.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .<Void>item(() -> {
                    send(records);
                    return null;
                })
                .runSubscriptionOn(thread);
    }

    private void send(List<ProducerRecord<String, byte[]>> records) {
        try {
            var kafka = producer();
            kafka.beginTransaction();
            var acknowledgements = records.stream().map(kafka::send).toList();
            kafka.commitTransaction();
            acknowledgements.forEach(Future::resultNow);
        } catch (RuntimeException e) {
            closeProducer();
            throw e;
        }
    }

    private Producer<String, byte[]> producer() {
        var kafka = producer;
        if (kafka == null) {
            kafka = producers.get();
            producer = kafka;
            kafka.initTransactions();
        }
        return kafka;
    }

    private static ProducerRecord<String, byte[]> toRecord(Publication publication) {
        var event = publication.event();
        ProducerRecord<String, byte[]> message = KafkaMessageFactory.<String>createWriter(
                        publication.topic(), publication.key())
                .writeBinary(event);
        if (event.getExtension("traceparent") instanceof String traceparent) {
            message.headers().add("traceparent", traceparent.getBytes(StandardCharsets.UTF_8));
        }
        return message;
    }

    private void closeProducer() {
        var kafka = producer;
        producer = null;
        if (kafka != null) {
            kafka.close(Duration.ZERO);
        }
    }

    @Override
    public void close() {
        thread.execute(this::closeProducer);
        thread.close();
    }
}
