package io.stallkeeper.metering.adapters.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** Hands records to the consumers as Kafka's client does, and returns when they have taken effect. */
public final class Consumption {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Consumption() {}

    public static void receive(SubscriptionEvents consumer, ConsumerRecord<String, byte[]> message) {
        consumer.receive(message).await().atMost(PATIENCE);
    }

    /** As one batch. */
    public static void receive(UsageIntake consumer, List<ConsumerRecord<String, byte[]>> batch) {
        var byPartition = batch.stream()
                .collect(Collectors.groupingBy(message -> new TopicPartition(message.topic(), message.partition())));
        consumer.receive(new ConsumerRecords<>(byPartition, Map.of())).await().atMost(PATIENCE);
    }
}
