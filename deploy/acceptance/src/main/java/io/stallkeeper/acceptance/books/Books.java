package io.stallkeeper.acceptance.books;

import com.fasterxml.jackson.databind.JsonNode;
import io.stallkeeper.local.http.Json;
import io.stallkeeper.local.marketplace.Agreement;
import io.stallkeeper.local.stack.StackAddresses;
import io.stallkeeper.testkit.infrastructure.TokenIssuer;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads the ledger and the marketplace's books of buyers. Throws IllegalStateException or UncheckedIOException. */
public final class Books {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Set<String> ENDING = Set.of("ending", "closed");

    private final StackAddresses addresses;
    private final TokenIssuer tokens;

    public Books(StackAddresses addresses, TokenIssuer tokens) {
        this.addresses = addresses;
        this.tokens = tokens;
    }

    /** The ledger of a subscription, by dimension. */
    public Map<String, Places> ledger(String subscriptionId) {
        var places = new TreeMap<String, Places>();
        for (JsonNode entry : read(subscriptionId, "ledger").path("dimensions")) {
            places.put(entry.path("dimension").asText(), placesOf(entry));
        }
        return places;
    }

    /** Whether the ledger knows that the subscription ends, or has ended. */
    public boolean knowsOfEnd(String subscriptionId) {
        return ENDING.contains(read(subscriptionId, "ledger").path("meter").asText());
    }

    /** Whether nothing of the hours before waits but what is less than a unit. */
    public boolean isSent(String subscriptionId, Instant before) {
        var open =
                read(subscriptionId, "hours?state=open&limit=1000&to=" + before).path("hours");
        return read(subscriptionId, "hours?state=frozen&limit=1&to=" + before)
                        .path("hours")
                        .isEmpty()
                && open.valueStream()
                        .allMatch(hour -> hour.path("pending").decimalValue().compareTo(BigDecimal.ONE) < 0);
    }

    private JsonNode read(String subscriptionId, String what) {
        return Json.read(Json.exchange(
                HttpRequest.newBuilder(addresses.metering().resolve("/v1/subscriptions/" + subscriptionId + "/" + what))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + tokens.tokenFor("operator"))
                        .build()));
    }

    private static Places placesOf(JsonNode entry) {
        return new Places(
                entry.path("reported").decimalValue(),
                entry.path("accepted").decimalValue(),
                entry.path("pending").decimalValue(),
                entry.path("refused").decimalValue(),
                entry.path("expired").decimalValue(),
                entry.path("rejected").decimalValue());
    }

    /** What AWS has accepted of an agreement, by dimension. */
    public Map<String, BigDecimal> accepted(Agreement agreement) {
        var totals = Json.get(
                addresses.simulator().resolve("/simulator/v1/metered-totals?agreementId=" + agreement.agreementId()));
        var accepted = new TreeMap<String, BigDecimal>();
        for (JsonNode total : totals) {
            accepted.put(
                    total.path("dimension").asText(), total.path("quantity").decimalValue());
        }
        return accepted;
    }
}
