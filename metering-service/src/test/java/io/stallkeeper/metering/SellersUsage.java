package io.stallkeeper.metering;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.restassured.specification.RequestSpecification;
import io.stallkeeper.contracts.Topic;
import io.stallkeeper.testkit.infrastructure.StallkeeperServers;
import io.stallkeeper.testkit.infrastructure.TokenIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A seller's application and operators, as far as usage goes. */
record SellersUsage(TokenIssuer tokens) {

    static final String STRUCTURED = "application/cloudevents+json";

    /** One unit of some dimension. */
    static String event(String address, Instant time) {
        return """
                {"specversion":"1.0","id":"%s","source":"/app","type":"io.stallkeeper.usage.reported.v1","time":"%s",\
                "data":{%s,"dimension":"any","quantity":1}}""".formatted(UUID.randomUUID(), time, address);
    }

    static void toTopic(String contentType, String value) {
        toTopic(contentType, value, "none");
    }

    /** @param codec what Kafka compresses with */
    static void toTopic(String contentType, String value, String codec) {
        var settings =
                Map.<String, Object>of("bootstrap.servers", StallkeeperServers.kafka(), "compression.type", codec);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            var message = new ProducerRecord<byte[], byte[]>(Topic.USAGE, value.getBytes(UTF_8));
            message.headers().add("content-type", contentType.getBytes(UTF_8));
            producer.send(message).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    RequestSpecification operator() {
        return given().auth().oauth2(tokens.tokenFor("operator"));
    }

    void awaitReported(String subscriptionId, int units) {
        await().atMost(Duration.ofSeconds(30)).until(() -> reported(subscriptionId) == units);
    }

    /** Of the first dimension. */
    float reported(String subscriptionId) {
        var ledger = operator().get("/v1/subscriptions/{id}/ledger", subscriptionId);
        // Not found until the first of its usage is counted.
        return ledger.statusCode() == 404
                        || ledger.jsonPath().getList("dimensions").isEmpty()
                ? 0
                : ledger.jsonPath().getFloat("dimensions[0].reported");
    }
}
