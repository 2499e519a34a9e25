package io.stallkeeper.metering;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.stallkeeper.contracts.MarketplaceIdentity;
import io.stallkeeper.contracts.subscription.SubscriptionActivated;
import io.stallkeeper.testkit.infrastructure.Marketplace;
import io.stallkeeper.testkit.infrastructure.StallkeeperServers;
import io.stallkeeper.testkit.infrastructure.TokenIssuer;
import io.stallkeeper.testkit.kafka.PublishedEvents;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A seller with the listings of {@code products.example.yaml} at the marketplace simulator, who reports usage and asks
 * what became of it.
 */
final class Seller {

    static final String USAGE = "analytics-usage";
    static final String CONTRACT = "platform-contract";
    static final String OVERAGE = "platform-overage";

    private final Marketplace marketplace = new Marketplace(StallkeeperServers.simulator());
    private final PublishedEvents kafka = new PublishedEvents(StallkeeperServers.kafka());
    private final TokenIssuer tokens;
    private final Clock clock;

    /** A buyer whose subscription AWS knows to be active, and the meter too. */
    record Buyer(String agreementId, MarketplaceIdentity identity, Instant since) {
        String id() {
            return identity.toSubscriptionId().value();
        }
    }

    /** One usage event. */
    record Use(String id, Buyer buyer, String dimension, String quantity, Instant time) {

        String json() {
            return """
                    {"specversion":"1.0","id":"%s","source":"/app","type":"io.stallkeeper.usage.reported.v1","time":"%s",
                     "data":{"subscriptionId":"%s","dimension":"%s","quantity":%s}}
                    """.formatted(id, time, buyer.id(), dimension, quantity);
        }
    }

    Seller(TokenIssuer tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
        var dimensions = Stream.of(
                        "requests",
                        "compute_hours",
                        "peak_connections",
                        "stored_gb",
                        "active_users",
                        "seats",
                        "events",
                        "backups",
                        "support_calls")
                .map(key -> Map.of("key", key))
                .toList();
        marketplace.createProduct(USAGE, Map.of("pricingModel", "USAGE", "dimensions", dimensions));
        marketplace.createProduct(CONTRACT, Map.of("pricingModel", "CONTRACT", "dimensions", dimensions));
        marketplace.createProduct(
                OVERAGE, Map.of("pricingModel", "CONTRACT_WITH_CONSUMPTION", "dimensions", dimensions));
    }

    Marketplace marketplace() {
        return marketplace;
    }

    PublishedEvents kafka() {
        return kafka;
    }

    Buyer buyerOf(String product) {
        var agreement = marketplace.subscribe(
                product.equals(USAGE)
                        ? Map.of("productCode", product)
                        : Map.of(
                                "productCode",
                                product,
                                "entitlements",
                                List.of(Map.of("dimension", "backups", "value", 100))));
        var identity = MarketplaceIdentity.ofLicense(
                product,
                agreement.get("licenseArn").asText(),
                agreement.get("customerAwsAccountId").asText());
        var buyer = new Buyer(agreement.get("agreementId").asText(), identity, marketplace.now());
        kafka.publish(new SubscriptionActivated(buyer.id(), identity, buyer.agreementId(), buyer.since()));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> ask("/v1/subscriptions/{id}/ledger", buyer.id())
                                .extract()
                                .statusCode()
                        == 200);
        return buyer;
    }

    Use use(Buyer buyer, String dimension, String quantity) {
        return use(buyer, dimension, quantity, marketplace.now());
    }

    Use use(Buyer buyer, String dimension, String quantity, Instant time) {
        return new Use(UUID.randomUUID().toString(), buyer, dimension, quantity, time);
    }

    void report(Use... uses) {
        var type = "application/cloudevents-batch+json";
        given().config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                .encodeContentTypeAs(type, ContentType.TEXT)))
                .contentType(type)
                .auth()
                .oauth2(tokens.tokenFor("usage-reporter"))
                .body(Arrays.stream(uses).map(Use::json).collect(Collectors.joining(",", "[", "]")))
                .post("/v1/usage-events")
                .then()
                .statusCode(200);
    }

    /** The service follows the marketplace's clock some moments later. */
    void advance(Duration by) {
        marketplace.advance(by);
        var now = marketplace.now();
        await().atMost(Duration.ofSeconds(5)).until(() -> !clock.instant().isBefore(now.minusSeconds(1)));
    }

    ValidatableResponse ask(String path, Object... parameters) {
        return given().auth()
                .oauth2(tokens.tokenFor("operator"))
                .get(path, parameters)
                .then();
    }

    JsonPath answer(String path, Object... parameters) {
        return ask(path, parameters).statusCode(200).extract().jsonPath();
    }

    /** Waits until so many units of the dimension are in the place. */
    void awaitUnits(Buyer buyer, String dimension, String place, String units) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var ledger = answer("/v1/subscriptions/{id}/ledger?dimension={dimension}", buyer.id(), dimension);
            assertThat(new BigDecimal(Objects.requireNonNullElse(ledger.getString("dimensions[0]." + place), "0")))
                    .as("%s of %s", place, ledger.prettify())
                    .isEqualByComparingTo(units);
        });
    }
}
