package io.stallkeeper.benchmark.metering;

import com.fasterxml.jackson.databind.JsonNode;
import io.stallkeeper.benchmark.Progress;
import io.stallkeeper.contracts.MarketplaceIdentity;
import io.stallkeeper.local.http.Json;
import io.stallkeeper.local.stack.Stack;
import io.stallkeeper.local.stack.StackFolder;
import io.stallkeeper.local.stack.StackPorts;
import io.stallkeeper.local.stack.StackSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The whole stack with a marketplace that is 100 ms away, and a product with three dimensions. */
final class MeteringUnderTest implements AutoCloseable {

    static final String PRODUCT = "measured";
    static final List<String> DIMENSIONS = List.of("requests", "gigabytes", "seats");

    private static final Duration LATENCY = Duration.ofMillis(100);
    private static final int LOOK_EVERY_MS = 50;

    private final DistantMarketplace marketplace;
    private final Stack stack;

    /** A buyer's agreement. */
    record Buyer(String agreementId, MarketplaceIdentity identity) {

        String subscriptionId() {
            return identity.toSubscriptionId().value();
        }
    }

    private MeteringUnderTest(DistantMarketplace marketplace, Stack stack) {
        this.marketplace = marketplace;
        this.stack = stack;
    }

    /** @param settings of the services, as environment variables */
    static MeteringUnderTest start(Path folder, Map<String, String> settings) {
        var ports = StackPorts.free();
        var marketplace = new DistantMarketplace(URI.create("http://127.0.0.1:" + ports.simulator()), LATENCY);
        var environment = new HashMap<>(settings);
        environment.put("AWS_ENDPOINT_URL", marketplace.address().toString());
        environment.put("STALLKEEPER_METERING_PRODUCTS_FILE", describe(folder).toString());
        var stack = Stack.in(
                new StackSettings(
                        StackSettings.findCheckout(), new StackFolder(folder), ports, Optional.empty(), environment),
                Progress::say);
        stack.start();
        return new MeteringUnderTest(marketplace, stack);
    }

    /** Idle hours are not told of: what is measured is usage alone. */
    private static Path describe(Path folder) {
        var products =
                new StringBuilder("products:\n  \"%s\":\n    pricing: usage\n    idle-hours: nothing\n    dimensions:\n"
                        .formatted(PRODUCT));
        DIMENSIONS.forEach(dimension -> products.append("      \"%s\": {}\n".formatted(dimension)));
        try {
            return Files.writeString(folder.resolve("measured.yaml"), products);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DistantMarketplace marketplace() {
        return marketplace;
    }

    String kafka() {
        return stack.addresses().kafka();
    }

    /** @param queue where buyers' changes are told, or empty text if nowhere */
    void list(String queue) {
        var listing = Json.MAPPER.createObjectNode().put("pricingModel", "USAGE");
        var dimensions = listing.putArray("dimensions");
        DIMENSIONS.forEach(dimension -> dimensions.addObject().put("key", dimension));
        if (!queue.isEmpty()) {
            listing.putObject("notifications")
                    .put("form", "EVENTBRIDGE")
                    .put("queueUrl", stack.addresses().queueUrl(queue));
        }
        Json.send("PUT", admin("products/" + PRODUCT), listing);
    }

    Buyer subscribe() {
        var agreement = Json.send(
                "POST", admin("agreements"), Json.MAPPER.createObjectNode().put("productCode", PRODUCT));
        return new Buyer(
                agreement.required("agreementId").asText(),
                MarketplaceIdentity.ofLicense(
                        PRODUCT,
                        agreement.required("licenseArn").asText(),
                        agreement.required("customerAwsAccountId").asText()));
    }

    void cancel(Buyer buyer) {
        Json.send("POST", admin("agreements/" + buyer.agreementId() + "/cancel"), Json.MAPPER.createObjectNode());
    }

    Instant now() {
        return Instant.parse(Json.get(admin("clock")).required("now").asText());
    }

    void advance(Duration by) {
        Json.send("POST", admin("clock/advance"), Json.MAPPER.createObjectNode().put("by", by.toString()));
    }

    /** Units of all dimensions that the ledger has of the subscription. */
    long reported(Buyer buyer) {
        var ledger = Json.read(Json.exchange(HttpRequest.newBuilder(
                        stack.addresses().metering().resolve("/v1/subscriptions/" + buyer.subscriptionId() + "/ledger"))
                .header("Authorization", "Bearer " + stack.tokens().tokenFor("operator"))
                .build()));
        long units = 0;
        for (JsonNode dimension : ledger.path("dimensions")) {
            units += dimension.path("reported").asLong();
        }
        return units;
    }

    /** Looks until it is so; throws IllegalStateException if it takes too long. */
    static void await(String what, Duration patience, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(what + " takes more than " + patience);
                }
                Thread.sleep(LOOK_EVERY_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private URI admin(String path) {
        return stack.addresses().simulator().resolve("/simulator/v1/" + path);
    }

    @Override
    public void close() {
        stack.close();
        marketplace.close();
    }
}
