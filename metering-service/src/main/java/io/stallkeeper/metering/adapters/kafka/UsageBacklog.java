package io.stallkeeper.metering.adapters.kafka;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.metering.adapters.postgres.LedgerOffsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** How much usage is on the topic, and how much of it is counted: in all of its partitions, whoever reads them. */
public final class UsageBacklog implements AutoCloseable {

    private static final Duration KAFKA_ANSWERS_WITHIN = Duration.ofSeconds(5);

    private final Admin kafka;
    private final String topic;
    private final LedgerOffsets ledger;

    /** @param settings common to all clients: servers, security */
    public UsageBacklog(Map<String, Object> settings, String topic, LedgerOffsets ledger) {
        var own = new HashMap<>(settings);
        int timeoutMs = (int) KAFKA_ANSWERS_WITHIN.toMillis();
        own.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeoutMs);
        own.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutMs);
        this.kafka = Admin.create(own);
        this.topic = topic;
        this.ledger = ledger;
    }

    /** Where each partition ends. Empty if there is no such topic yet; fails if Kafka doesn't say. */
    public Uni<Map<String, Long>> ends() {
        return partitions().chain(this::endsOf);
    }

    /** The first offset that isn't counted, of those partitions that the ledger has seen. */
    Uni<Map<String, Long>> counted(Collection<String> partitions) {
        return ledger.next(partitions);
    }

    /** None if there is no such topic yet. */
    private Uni<List<TopicPartition>> partitions() {
        return Uni.createFrom()
                .completionStage(() ->
                        kafka.describeTopics(List.of(topic)).allTopicNames().toCompletionStage())
                .map(described -> described.values().stream()
                        .flatMap(found -> found.partitions().stream())
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList())
                .onFailure(UnknownTopicOrPartitionException.class)
                .recoverWithItem(List.of());
    }

    private Uni<Map<String, Long>> endsOf(List<TopicPartition> partitions) {
        var asked = partitions.stream().collect(Collectors.toMap(partition -> partition, end -> OffsetSpec.latest()));
        // As the consumer reads: what belongs to a transaction that isn't decided isn't there yet.
        var options = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
        return Uni.createFrom()
                .completionStage(() -> kafka.listOffsets(asked, options).all().toCompletionStage())
                .map(found -> found.entrySet().stream()
                        .collect(Collectors.toMap(end -> end.getKey().toString(), end -> end.getValue()
                                .offset())));
    }

    @Override
    public void close() {
        kafka.close(KAFKA_ANSWERS_WITHIN);
    }
}
