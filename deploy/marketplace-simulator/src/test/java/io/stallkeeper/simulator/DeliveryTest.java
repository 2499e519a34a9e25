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
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A seller's queue receives what the marketplace tells (protocol page, 2.2, 2.4, 3.3 and 3.4). */
@QuarkusTest
class DeliveryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Set<String> LEGACY_LIFE =
            Set.of("subscribe-success", "unsubscribe-pending", "unsubscribe-success");

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

        Map<String, JsonNode> events = byName("/detail-type", arrived(queueUrl, 4));

        JsonNode created = named(events, "Purchase Agreement Created - Proposer");
        JsonNode updated = named(events, "License Updated - Manufacturer");
        JsonNode ended = named(events, "Purchase Agreement Ended - Proposer");
        JsonNode deprovisioned = named(events, "License Deprovisioned - Manufacturer");
        for (JsonNode event : List.of(created, updated, ended, deprovisioned)) {
            assertEquals("aws.agreement-marketplace", at(event, "/source"));
            assertEquals(agreement.path("agreementId").asText(), at(event, "/detail/agreement/id"));
            assertEquals(agreement.path("customerAwsAccountId").asText(), at(event, "/detail/acceptor/accountId"));
        }
        for (JsonNode event : List.of(updated, deprovisioned)) {
            assertEquals(agreement.path("licenseArn").asText(), at(event, "/detail/license/arn"));
            assertEquals("by-events", at(event, "/detail/product/code"));
        }
        assertEquals("NEW", at(created, "/detail/agreement/intent"));
        assertEquals("CANCELLED", at(ended, "/detail/agreement/status"));
        assertFalse(created.toString().contains("license-manager"));
    }

    @Test
    void a_legacy_buyers_life_arrives_as_raw_messages() throws JsonProcessingException {
        String queueUrl = server.queue("raw");
        JsonNode agreement = live("by-raw", "LEGACY", "SNS_RAW", queueUrl);

        List<JsonNode> messages = arrived(queueUrl, 3);

        assertEquals(LEGACY_LIFE, byName("/action", messages).keySet());
        messages.forEach(message ->
                assertEquals(agreement.path("customerIdentifier").asText(), at(message, "/customer-identifier")));
    }

    @Test
    void a_legacy_buyers_life_arrives_in_envelopes() throws JsonProcessingException {
        String queueUrl = server.queue("envelopes");
        live("by-envelope", "LEGACY", "SNS_ENVELOPE", queueUrl);

        List<JsonNode> messages = new ArrayList<>();
        for (JsonNode envelope : arrived(queueUrl, 3)) {
            assertEquals("Notification", at(envelope, "/Type"));
            assertEquals(
                    "arn:aws:sns:us-east-1:287250355862:aws-mp-subscription-notification-by-envelope",
                    at(envelope, "/TopicArn"));
            messages.add(SimulatorClient.JSON.readTree(at(envelope, "/Message")));
        }
        assertEquals(LEGACY_LIFE, byName("/action", messages).keySet());
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

    /** A queue promises no order; that of the notifications is tested where they are made. */
    private static Map<String, JsonNode> byName(String pointer, List<JsonNode> nodes) {
        return nodes.stream().collect(Collectors.toMap(node -> at(node, pointer), Function.identity()));
    }

    private static JsonNode named(Map<String, JsonNode> events, String name) {
        return Objects.requireNonNull(events.get(name), () -> name + " is not among " + events.keySet());
    }

    private static String at(JsonNode node, String pointer) {
        return node.at(pointer).asText();
    }
}
