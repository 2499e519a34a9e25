package io.stallkeeper.testkit.infrastructure;

import com.fasterxml.jackson.databind.JsonNode;
import io.stallkeeper.eventsourcing.log.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The marketplace simulator's admin API: what the buyer does, what time it is, what was metered. */
public final class Marketplace implements AutoCloseable {

    private final URI endpoint;
    private final HttpClient http = HttpClient.newHttpClient();

    public Marketplace(URI endpoint) {
        this.endpoint = endpoint.resolve("/simulator/v1/");
    }

    /** @param product as the simulator's README describes it */
    public void createProduct(String productCode, Map<String, ?> product) {
        send("PUT", "products/" + productCode, product);
    }

    /** An older listing moves to licenses, and is told of by these routes as well. */
    public void migrate(String productCode, List<? extends Map<String, ?>> notifications) {
        send("POST", "products/" + productCode + "/migration", Map.of("notifications", notifications));
    }

    /** The agreement, as the simulator describes it. */
    public JsonNode subscribe(Map<String, ?> wish) {
        return send("POST", "agreements", wish);
    }

    public void cancel(String agreementId) {
        send("POST", "agreements/" + agreementId + "/cancel", Map.of());
    }

    public void changeEntitlements(String agreementId, Object entitlements) {
        send("PUT", "agreements/" + agreementId + "/entitlements", Map.of("entitlements", entitlements));
    }

    /** What "Set up your account" posts. */
    public String registrationToken(String agreementId) {
        return send("POST", "agreements/" + agreementId + "/registration-tokens", Map.of())
                .get("token")
                .asText();
    }

    public Instant now() {
        return Instant.parse(send("GET", "clock", null).get("now").asText());
    }

    public void advance(Duration by) {
        send("POST", "clock/advance", Map.of("by", by.toString()));
    }

    /** The next calls of the operation fail that way. */
    public void fail(String operation, String fault, int count) {
        send("POST", "faults", Map.of("operation", operation, "fault", fault, "count", count));
    }

    /** Units that AWS would bill of the agreement in the dimension. */
    public long billed(String agreementId, String dimension) {
        long billed = 0;
        for (var total : send("GET", "metered-totals?agreementId=" + encoded(agreementId), null)) {
            if (total.get("dimension").asText().equals(dimension)) {
                billed += total.get("quantity").asLong();
            }
        }
        return billed;
    }

    public JsonNode meteredRecords(String agreementId) {
        return send("GET", "metered-records?limit=1000&agreementId=" + encoded(agreementId), null)
                .get("records");
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private JsonNode send(String method, String path, @Nullable Object body) {
        try {
            var request = HttpRequest.newBuilder(endpoint.resolve(path))
                    .timeout(Duration.ofSeconds(20))
                    .header("Content-Type", "application/json")
                    .method(
                            method,
                            body == null
                                    ? BodyPublishers.noBody()
                                    : BodyPublishers.ofByteArray(EventJson.MAPPER.writeValueAsBytes(body)))
                    .build();
            var response = http.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(method + " " + path + " answers " + response.statusCode() + ": "
                        + new String(response.body(), StandardCharsets.UTF_8));
            }
            return EventJson.MAPPER.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
