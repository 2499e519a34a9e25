package io.stallkeeper.subscription.adapters.sqs;

import java.util.List;

/** The consumers of all queues. */
public record QueueConsumers(List<QueueConsumer> all) implements AutoCloseable {

    public QueueConsumers {
        all = List.copyOf(all);
    }

    public void start() {
        all.forEach(QueueConsumer::start);
    }

    @Override
    public void close() {
        all.parallelStream().forEach(QueueConsumer::close);
    }
}
