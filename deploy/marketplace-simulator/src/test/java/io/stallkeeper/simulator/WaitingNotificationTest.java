package io.stallkeeper.simulator;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Why a notification waits is told by the API and on the page (protocol page, 3.1). */
@QuarkusTest
class WaitingNotificationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TestHTTPResource("/")
    URI base = URI.create("http://unset");

    @Test
    void what_an_address_refuses_says_so_while_it_waits_and_the_rest_arrives()
            throws IOException, InterruptedException {
        var simulator = new SimulatorClient(base);
        try (var hook = Hook.refusing("Purchase Agreement Created", 422)) {
            simulator.put(
                    "simulator/v1/products/hooked", """
                    {"pricingModel":"USAGE","dimensions":[{"key":"requests"}],
                     "notifications":{"form":"EVENTBRIDGE","httpUrl":"%s"}}""".formatted(hook.route().address()));
            String agreement = simulator
                    .admin("agreements", "{\"productCode\":\"hooked\"}")
                    .path("agreementId")
                    .asText();

            await().atMost(PATIENCE)
                    .until(() -> told(simulator, agreement, "License Updated").hasNonNull("deliveredAt"));
            await().atMost(PATIENCE)
                    .until(() -> told(simulator, agreement, "Purchase Agreement Created")
                                    .path("tries")
                                    .asInt()
                            > 0);
            JsonNode refused = told(simulator, agreement, "Purchase Agreement Created");
            assertTrue(refused.path("lastFailure").asText().contains("422"), refused::toString);
            String page = page("page/notifications?agreement=" + agreement);
            assertTrue(page.contains("<dt>Last failure</dt><dd>status 422</dd>"));
            assertTrue(page.contains("<dt>Due</dt>"));
            assertFalse(page.contains("<dt>Sent</dt>"));

            hook.relent();
            await().atMost(PATIENCE).until(() -> told(simulator, agreement, "Purchase Agreement Created")
                    .hasNonNull("deliveredAt"));
        }
    }

    private static JsonNode told(SimulatorClient simulator, String agreement, String type) {
        JsonNode all = simulator.get("simulator/v1/notifications").body();
        return all.valueStream()
                .filter(each -> each.path("agreementId").asText().equals(agreement))
                .filter(each -> each.path("type").asText().startsWith(type))
                .findFirst()
                .orElseThrow(() -> new AssertionError(List.of(type, all)));
    }

    private String page(String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(base.resolve("/" + path)).build(), BodyHandlers.ofString())
                    .body();
        }
    }
}
