package io.stallkeeper.eventsourcing.kafka;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Makes the producers of a {@link KafkaRelay}. */
public final class TransactionalProducers implements Supplier<Producer<String, byte[]>> {

    private final Map<String, Object> configuration;

    /** @param transactionalId the same for all replicas of a service: the last one to begin fences the others */
    public TransactionalProducers(String bootstrapServers, String transactionalId) {
        this.configuration = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId,
                // Bounds how long an answer is waited for; the relay tries the batch again.
                ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000,
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 20_000);
    }

    @Override
    public Producer<String, byte[]> get() {
        return new KafkaProducer<>(configuration, new StringSerializer(), new ByteArraySerializer());
    }
}
