package io.stallkeeper.local.life;

import com.fasterxml.jackson.databind.JsonNode;
import io.stallkeeper.contracts.SubscriptionId;
import io.stallkeeper.local.http.Json;
import io.stallkeeper.local.stack.StackAddresses;
import io.stallkeeper.testkit.infrastructure.TokenIssuer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;

/** What the seller's application and staff ask the services. Throws IllegalStateException if they refuse. */
public final class Seller {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final StackAddresses addresses;
    private final TokenIssuer tokens;

    public Seller(StackAddresses addresses, TokenIssuer tokens) {
        this.addresses = addresses;
        this.tokens = tokens;
    }

    /** Where the units of a dimension are. */
    public LedgerEntry ledger(SubscriptionId subscription, String dimension) {
        var ledger = get(addresses.metering(), "/v1/subscriptions/" + subscription + "/ledger", "operator");
        return LedgerEntry.read(ledger, dimension);
    }

    /** Whether the buyer may use so many units of the dimension. */
    public boolean mayUse(SubscriptionId subscription, String dimension, int units) {
        var path = "/v1/subscriptions/%s/entitlements/%s?quantity=%d".formatted(subscription, dimension, units);
        return get(addresses.entitlement(), path, "entitlement-reader")
                .path("entitled")
                .asBoolean();
    }

    private JsonNode get(URI service, String path, String role) {
        return Json.read(Json.exchange(HttpRequest.newBuilder(service.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + tokens.tokenFor(role))
                .build()));
    }
}
