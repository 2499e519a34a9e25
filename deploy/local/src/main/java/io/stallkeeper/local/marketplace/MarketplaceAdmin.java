package io.stallkeeper.local.marketplace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.local.http.Json;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/**
 * Plays AWS Marketplace and its buyers. A call that the simulator refuses throws IllegalStateException with its reason.
 */
public final class MarketplaceAdmin {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final URI root;

    /** @param simulator where the simulator answers */
    public MarketplaceAdmin(URI simulator) {
        this.root = simulator.resolve("/simulator/v1/");
    }

    /** Lists the product, or lists it differently from now on. */
    public void list(Listing listing) {
        var body = NODES.objectNode()
                .put("identity", listing.identity())
                .put("pricingModel", "CONTRACT_WITH_CONSUMPTION")
                .put("fulfillmentUrl", listing.fulfillmentUrl().toString());
        var dimensions = body.putArray("dimensions");
        dimensions.addObject().put("key", listing.contractDimension()).put("kind", "ENTITLED");
        dimensions.addObject().put("key", listing.usageDimension()).put("kind", "METERED");
        body.putObject("notifications").put("form", listing.notificationForm()).put("queueUrl", listing.queueUrl());
        Json.send("PUT", root.resolve("products/" + listing.productCode()), body);
    }

    /** A new buyer subscribes, and buys so many units of the dimension ahead. */
    public Agreement subscribe(String productCode, String dimension, int units) {
        var body = NODES.objectNode().put("productCode", productCode);
        body.putArray("entitlements").addObject().put("dimension", dimension).put("value", units);
        return agree(body);
    }

    /** A new buyer subscribes to a product that is paid by usage alone. */
    public Agreement subscribe(String productCode) {
        return agree(NODES.objectNode().put("productCode", productCode));
    }

    private Agreement agree(ObjectNode body) {
        var agreed = Json.send("POST", root.resolve("agreements"), body);
        return new Agreement(
                agreed.path("agreementId").asText(),
                agreed.path("productCode").asText(),
                agreed.path("licenseArn").asText(),
                agreed.path("customerIdentifier").textValue());
    }

    /** What "Set up your account" would post. */
    public String registrationToken(Agreement agreement) {
        return Json.send("POST", of(agreement, "/registration-tokens"), NODES.objectNode())
                .path("token")
                .asText();
    }

    /** The buyer cancels; again is no harm. */
    public void cancel(Agreement agreement) {
        if (!Json.get(of(agreement, "")).path("stage").asText().equals("Active")) {
            return;
        }
        Json.send("POST", of(agreement, "/cancel"), NODES.objectNode());
    }

    /** What time it is at the marketplace. */
    public Instant now() {
        return Instant.parse(Json.get(root.resolve("clock")).path("now").asText());
    }

    /** Lets time pass at once until it is that late, unless it is already. */
    public void advanceTo(Instant time) {
        var remaining = Duration.between(now(), time);
        if (remaining.isPositive()) {
            Json.send("POST", root.resolve("clock/advance"), NODES.objectNode().put("by", remaining.toString()));
        }
    }

    /** The units of a dimension that AWS would bill the buyer. */
    public BigDecimal billed(Agreement agreement, String dimension) {
        var totals = Json.get(root.resolve("metered-totals?agreementId=" + agreement.agreementId()));
        for (JsonNode total : totals) {
            if (total.path("dimension").asText().equals(dimension)) {
                return total.path("quantity").decimalValue();
            }
        }
        return BigDecimal.ZERO;
    }

    private URI of(Agreement agreement, String what) {
        return root.resolve("agreements/" + agreement.agreementId() + what);
    }
}
