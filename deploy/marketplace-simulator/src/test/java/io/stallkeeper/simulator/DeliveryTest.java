package io.stallkeeper.simulator;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A seller's queue receives what the marketplace tells (protocol page, 2.2, 2.4, 3.3 and 3.4). */
@QuarkusTest
class DeliveryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TestHTTPResource("/")
    URI base = URI.create("http://unset");

    private final ElasticMq server = ElasticMq.onAnyPort();
    private SimulatorClient simulator = new SimulatorClient(base);

    @BeforeEach
    void a_seller_listens() {
        simulator = new SimulatorClient(base);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_license_buyers_life_arrives_as_events() throws JsonProcessingException {
        String queueUrl = server.queue("events");
        JsonNode agreement = live("by-events", "CONCURRENT_AGREEMENTS", "EVENTBRIDGE", queueUrl);

        List<JsonNode> events = arrived(queueUrl, 4);

        assertEquals(
                List.of(
                        "Purchase Agreement Created - Proposer",
                        "License Updated - Manufacturer",
                        "Purchase Agreement Ended - Proposer",
                        "License Deprovisioned - Manufacturer"),
                texts(events, "/detail-type"));
        events.forEach(event -> assertEquals("aws.agreement-marketplace", at(event, "/source")));
        events.forEach(
                event -> assertEquals(agreement.path("agreementId").asText(), at(event, "/detail/agreement/id")));
        events.forEach(event ->
                assertEquals(agreement.path("customerAwsAccountId").asText(), at(event, "/detail/acceptor/accountId")));
        assertEquals(agreement.path("licenseArn").asText(), at(events.get(1), "/detail/license/arn"));
        assertEquals("by-events", at(events.get(1), "/detail/product/code"));
        assertEquals("NEW", at(events.get(0), "/detail/agreement/intent"));
        assertEquals("CANCELLED", at(events.get(2), "/detail/agreement/status"));
        assertFalse(events.get(0).toString().contains("license-manager"));
    }

    @Test
    void a_legacy_buyers_life_arrives_as_raw_messages() throws JsonProcessingException {
        String queueUrl = server.queue("raw");
        JsonNode agreement = live("by-raw", "LEGACY", "SNS_RAW", queueUrl);

        List<JsonNode> messages = arrived(queueUrl, 3);

        assertEquals(
                List.of("subscribe-success", "unsubscribe-pending", "unsubscribe-success"), texts(messages, "/action"));
        messages.forEach(message ->
                assertEquals(agreement.path("customerIdentifier").asText(), at(message, "/customer-identifier")));
    }

    @Test
    void a_legacy_buyers_life_arrives_in_envelopes() throws JsonProcessingException {
        String queueUrl = server.queue("envelopes");
        live("by-envelope", "LEGACY", "SNS_ENVELOPE", queueUrl);

        List<JsonNode> envelopes = arrived(queueUrl, 3);

        assertEquals(List.of("Notification", "Notification", "Notification"), texts(envelopes, "/Type"));
        assertEquals(
                "arn:aws:sns:us-east-1:287250355862:aws-mp-subscription-notification-by-envelope",
                at(envelopes.getFirst(), "/TopicArn"));
        JsonNode first = SimulatorClient.JSON.readTree(at(envelopes.getFirst(), "/Message"));
        assertEquals("subscribe-success", at(first, "/action"));
    }

    @Test
    void what_was_delivered_is_marked_in_the_outbox() throws JsonProcessingException {
        String queueUrl = server.queue("marked");
        live("marked", "CONCURRENT_AGREEMENTS", "EVENTBRIDGE", queueUrl);
        arrived(queueUrl, 4);

        await().atMost(PATIENCE).until(() -> undelivered(queueUrl) == 0);
    }

    private JsonNode live(String product, String identity, String form, String queueUrl) {
        simulator.put("simulator/v1/products/" + product, """
                {"identity":"%s","pricingModel":"USAGE","dimensions":[{"key":"requests"}],
                 "notifications":{"form":"%s","queueUrl":"%s"}}""".formatted(identity, form, queueUrl));
        JsonNode agreement = simulator.admin("agreements", "{\"productCode\":\"" + product + "\"}");
        simulator.admin("agreements/" + agreement.path("agreementId").asText() + "/cancel", "");
        simulator.admin("clock/advance", "{\"by\":\"PT1H1M\"}");
        return agreement;
    }

    private List<JsonNode> arrived(String queueUrl, int count) throws JsonProcessingException {
        List<String> bodies = new ArrayList<>();
        await().atMost(PATIENCE).until(() -> {
            bodies.addAll(server.take(queueUrl));
            return bodies.size() >= count;
        });
        List<JsonNode> parsed = new ArrayList<>();
        for (String body : bodies) {
            parsed.add(SimulatorClient.JSON.readTree(body));
        }
        return parsed;
    }

    private long undelivered(String queueUrl) {
        long count = 0;
        for (JsonNode notification : simulator.get("simulator/v1/notifications").body()) {
            boolean waits = notification.path("deliveredAt").isNull();
            count += waits && at(notification, "/queueUrl").equals(queueUrl) ? 1 : 0;
        }
        return count;
    }

    private static List<String> texts(List<JsonNode> nodes, String pointer) {
        return nodes.stream().map(node -> at(node, pointer)).toList();
    }

    private static String at(JsonNode node, String pointer) {
        return node.at(pointer).asText();
    }
}
