package io.stallkeeper.local.life;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.stallkeeper.contracts.Topic;
import io.stallkeeper.contracts.usage.UsageReported;
import io.stallkeeper.local.http.Json;
import io.stallkeeper.local.stack.StackAddresses;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The seller's application. It sends again what nobody has answered: source and id count once. */
final class UsageReporter implements AutoCloseable {

    private static final int BATCH_SIZE = 250;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final StackAddresses addresses;
    private final String token;
    private final KafkaProducer<String, byte[]> producer;

    /** @param token of the role {@code usage-reporter} */
    UsageReporter(StackAddresses addresses, String token) {
        this.addresses = addresses;
        this.token = token;
        Map<String, Object> config = Map.of("bootstrap.servers", addresses.kafka(), "acks", "all", "linger.ms", 5);
        this.producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    /**
     * Sends everything, and returns when it is safe.
     *
     * @param key the subscription, by which Kafka keeps its order
     * @return how many events the HTTP API refused as invalid
     */
    int report(UsagePlan plan, String key) {
        var underway = plan.byKafka().stream()
                .map(event -> producer.send(record(event, key)))
                .toList();
        int refused = 0;
        for (int from = 0; from < plan.byHttp().size(); from += BATCH_SIZE) {
            var to = Math.min(from + BATCH_SIZE, plan.byHttp().size());
            refused += post(plan.byHttp().subList(from, to));
        }
        underway.forEach(UsageReporter::await);
        return refused;
    }

    /**
     * Returns when the metering service knows that time has passed: until then this event would be of its future.
     *
     * @param event of now, and of no units
     */
    void awaitAcceptance(UsageEvent event) {
        Patience.until("the metering service's clock", () -> post(List.of(event)) == 0);
    }

    private int post(List<UsageEvent> events) {
        var batch = Json.MAPPER.createArrayNode();
        events.forEach(event -> batch.add(event.structured()));
        int refused = 0;
        for (JsonNode result :
                Patience.retry("the metering service", () -> send(batch)).path("results")) {
            refused += "rejected".equals(result.path("status").asText()) ? 1 : 0;
        }
        return refused;
    }

    private JsonNode send(ArrayNode batch) {
        return Json.read(
                Json.exchange(HttpRequest.newBuilder(addresses.metering().resolve("/v1/usage-events"))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/cloudevents-batch+json")
                        .header("Authorization", "Bearer " + token)
                        .POST(BodyPublishers.ofString(batch.toString()))
                        .build()));
    }

    private static ProducerRecord<String, byte[]> record(UsageEvent event, String key) {
        var record =
                new ProducerRecord<>(Topic.USAGE, key, event.data().toString().getBytes(UTF_8));
        var attributes = Map.of(
                "ce_specversion",
                "1.0",
                "ce_type",
                UsageReported.TYPE,
                "ce_source",
                event.source(),
                "ce_id",
                event.id(),
                "ce_time",
                event.time().toString(),
                "content-type",
                "application/json");
        attributes.forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        return record;
    }

    private static void await(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka didn't take the usage", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        producer.close(PATIENCE);
    }
}
