package io.stallkeeper.acceptance.play;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stallkeeper.acceptance.trace.TraceStep;
import io.stallkeeper.local.http.Json;
import io.stallkeeper.local.life.Patience;
import io.stallkeeper.local.marketplace.Agreement;
import io.stallkeeper.local.marketplace.MarketplaceAdmin;
import io.stallkeeper.local.stack.DemoProducts;
import io.stallkeeper.local.stack.StackAddresses;
import java.time.Instant;

/** The simulator as a trace moves it: whatever isn't answered, because it was killed, is asked again. */
final class Marketplace {

    private static final int SEATS = 10;

    private final StackAddresses addresses;
    private final MarketplaceAdmin admin;

    Marketplace(StackAddresses addresses) {
        this.addresses = addresses;
        this.admin = new MarketplaceAdmin(addresses.simulator());
    }

    Instant now() {
        return Patience.retry("the marketplace's clock", admin::now);
    }

    /** To a time, not by a duration: sent twice because an answer got lost, it has the effect of once. */
    void passTo(Instant time) {
        Patience.retry("the marketplace's clock", () -> {
            admin.advanceTo(time);
            return time;
        });
    }

    void list(TraceStep.ListProduct product) {
        var nodes = JsonNodeFactory.instance;
        var queue = product.legacy() ? DemoProducts.LEGACY.queue() : DemoProducts.LICENSED.queue();
        var listing = nodes.objectNode()
                .put("identity", product.legacy() ? "LEGACY" : "CONCURRENT_AGREEMENTS")
                .put("pricingModel", "USAGE")
                .put("fulfillmentUrl", addresses.registrationPage().toString());
        var dimensions = listing.putArray("dimensions");
        product.dimensions().forEach(key -> dimensions.addObject().put("key", key));
        listing.putObject("notifications")
                .put("form", product.legacy() ? "SNS_ENVELOPE" : "EVENTBRIDGE")
                .put("queueUrl", addresses.queueUrl(queue));
        send("PUT", "products/" + product.product(), listing);
    }

    /** If an answer is lost, a buyer is left over that nobody has heard of and that uses nothing. */
    Agreement subscribe(String product) {
        boolean demo = DemoProducts.LICENSED.code().equals(product)
                || DemoProducts.LEGACY.code().equals(product);
        return Patience.retry(
                "the marketplace",
                () -> demo
                        ? admin.subscribe(product, DemoProducts.CONTRACT_DIMENSION, SEATS)
                        : admin.subscribe(product));
    }

    void cancel(Agreement agreement) {
        Patience.retry("the cancellation", () -> {
            admin.cancel(agreement);
            return agreement;
        });
    }

    /** If an answer is lost, more goes wrong than was asked for. */
    void fail(JsonNode order) {
        send("POST", "faults", order);
    }

    /** How notifications come. */
    void behave(JsonNode order) {
        send("PUT", "behavior", order);
    }

    /** No call goes wrong any more. */
    void heal() {
        send("DELETE", "faults", JsonNodeFactory.instance.objectNode());
    }

    private void send(String method, String path, JsonNode body) {
        Patience.retry(
                "the marketplace",
                () -> Json.send(method, addresses.simulator().resolve("/simulator/v1/" + path), body));
    }
}
