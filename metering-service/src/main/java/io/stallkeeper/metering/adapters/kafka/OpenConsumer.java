package io.stallkeeper.metering.adapters.kafka;

import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import org.apache.kafka.clients.consumer.Consumer;

/** A consumer of the usage topic, where it reads, and what is measured of it. For one thread. */
record OpenConsumer(Consumer<byte[], byte[]> kafka, UsagePositions positions, KafkaClientMetrics metrics)
        implements AutoCloseable {

    @Override
    public void close() {
        metrics.close();
        kafka.close();
    }
}
