package io.stallkeeper.acceptance.play;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.contracts.Topic;
import io.stallkeeper.contracts.usage.UsageReported;
import io.stallkeeper.local.http.Json;
import io.stallkeeper.local.life.Patience;
import io.stallkeeper.testkit.infrastructure.TokenIssuer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The seller's application: it sends again what nobody has answered, to the next replica. */
final class UsageSending implements AutoCloseable {

    private static final int BATCH_SIZE = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String IN_THE_FUTURE = "time-in-the-future";

    private final List<URI> replicas;
    private final TokenIssuer tokens;
    private final KafkaProducer<String, byte[]> producer;
    private int turn;

    /** @param replicas of the metering service, which take turns */
    UsageSending(List<URI> replicas, String kafka, TokenIssuer tokens) {
        this.replicas = List.copyOf(replicas);
        this.tokens = tokens;
        Map<String, Object> config = Map.of("bootstrap.servers", kafka, "acks", "all", "linger.ms", 5);
        this.producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    /** Returns when all of it is safe. */
    void byHttp(List<ObjectNode> events) {
        for (int from = 0; from < events.size(); from += BATCH_SIZE) {
            var batch = Json.MAPPER.createArrayNode();
            batch.addAll(events.subList(from, Math.min(from + BATCH_SIZE, events.size())));
            Patience.retry("the metering service to take usage", () -> post(nextReplica(), batch));
        }
    }

    /** Returns when all of it is safe. */
    void byKafka(List<ObjectNode> events) {
        var underway =
                events.stream().map(event -> producer.send(record(event))).toList();
        underway.forEach(UsageSending::await);
    }

    /** Returns when every replica's clock has come that far: until then usage of that time would be of the future. */
    void awaitClocks(Instant time) {
        var probe = JsonNodeFactory.instance
                .objectNode()
                .put("specversion", "1.0")
                .put("type", UsageReported.TYPE)
                .put("source", "urn:trace:probe")
                .put("id", "probe")
                .put("time", time.toString());
        // It names no buyer, so it is always refused; the reason tells what the replica thinks of the time.
        probe.putObject("data");
        var batch = Json.MAPPER.createArrayNode().add(probe);
        for (var replica : replicas) {
            Patience.until(
                    "the clock of " + replica,
                    () -> !IN_THE_FUTURE.equals(post(replica, batch)
                            .path("results")
                            .path(0)
                            .path("reason")
                            .asText()));
        }
    }

    private URI nextReplica() {
        return replicas.get(turn++ % replicas.size());
    }

    private JsonNode post(URI replica, JsonNode batch) {
        return Json.read(Json.exchange(HttpRequest.newBuilder(replica.resolve("/v1/usage-events"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/cloudevents-batch+json")
                .header("Authorization", "Bearer " + tokens.tokenFor("usage-reporter"))
                .POST(BodyPublishers.ofString(batch.toString()))
                .build()));
    }

    /**
     * In CloudEvents' binary mode. The key is whatever names the buyer, so a buyer's usage may be in two partitions.
     */
    private static ProducerRecord<String, byte[]> record(ObjectNode event) {
        var data = event.path("data");
        var key = data.path("subscriptionId").asText(data.path("licenseArn").asText());
        var record = new ProducerRecord<>(Topic.USAGE, key, data.toString().getBytes(UTF_8));
        event.properties().forEach(attribute -> {
            if (!attribute.getKey().equals("data") && !attribute.getKey().equals("datacontenttype")) {
                var value = attribute.getValue().asText().getBytes(UTF_8);
                record.headers().add("ce_" + attribute.getKey(), value);
            }
        });
        record.headers().add("content-type", "application/json".getBytes(UTF_8));
        return record;
    }

    private static void await(Future<?> sent) {
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
