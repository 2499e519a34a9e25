package io.stallkeeper.metering;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.stallkeeper.contracts.MarketplaceIdentity;
import io.stallkeeper.contracts.SubscriptionId;
import io.stallkeeper.contracts.subscription.AliasLearned;
import io.stallkeeper.contracts.subscription.SubscriptionActivated;
import io.stallkeeper.testkit.infrastructure.Marketplace;
import io.stallkeeper.testkit.infrastructure.StallkeeperServers;
import io.stallkeeper.testkit.infrastructure.TokenIssuer;
import io.stallkeeper.testkit.kafka.PublishedEvents;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An older product moves to licenses while its buyers are at work, at the marketplace simulator. */
@QuarkusTest
@QuarkusTestResource(StallkeeperServers.class)
class MigrationServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @SuppressWarnings("NullAway.Init")
    TokenIssuer tokens;

    @Inject
    Clock clock;

    private final Marketplace marketplace = new Marketplace(StallkeeperServers.simulator());
    private final PublishedEvents kafka = new PublishedEvents(StallkeeperServers.kafka());

    /** A buyer of an older listing, by both names. */
    private record Buyer(
            String agreementId, String productCode, String customerIdentifier, String licenseArn, String accountId) {

        String id() {
            return SubscriptionId.ofCustomer(productCode, customerIdentifier).value();
        }

        String aliasId() {
            return SubscriptionId.ofLicense(licenseArn).value();
        }

        MarketplaceIdentity customer() {
            return MarketplaceIdentity.ofCustomer(productCode, customerIdentifier);
        }

        MarketplaceIdentity moved() {
            return new MarketplaceIdentity(productCode, licenseArn, accountId, customerIdentifier);
        }

        String byCustomer() {
            return "\"productCode\":\"%s\",\"customerIdentifier\":\"%s\"".formatted(productCode, customerIdentifier);
        }

        String byLicense() {
            return "\"licenseArn\":\"%s\"".formatted(licenseArn);
        }
    }

    @Test
    void every_hour_of_a_buyer_who_moves_is_billed_under_one_identity() {
        var buyer = activeBuyer("moves-in-mid-hour");
        learnAlias(buyer);
        report(buyer.byCustomer(), 100);
        awaitUnits(buyer.id(), "pending", 100);

        marketplace.migrate(buyer.productCode(), List.of());
        kafka.publish(new SubscriptionActivated(
                buyer.id(),
                buyer.moved(),
                buyer.agreementId(),
                marketplace.now().minusSeconds(1)));
        report(buyer.byLicense(), 40);
        report(buyer.byCustomer() + "," + buyer.byLicense(), 2);
        awaitUnits(buyer.id(), "pending", 142);
        advanceToMinute(15);
        awaitUnits(buyer.id(), "accepted", 142);
        report(buyer.byLicense(), 7);
        report(buyer.byCustomer(), 1);
        awaitUnits(buyer.id(), "pending", 8);
        advanceToMinute(15);
        awaitUnits(buyer.id(), "accepted", 150);

        assertThat(identitiesByHour(buyer).values()).containsExactly("[PRODUCT_CODE]", "[LICENSE]");
        assertThat(marketplace.billed(buyer.agreementId(), "requests")).isEqualTo(150);
    }

    @Test
    void usage_that_names_a_license_is_billed_although_aws_never_tells_of_it() {
        var buyer = activeBuyer("stays-by-customer");
        report(buyer.byLicense(), 40);
        report(buyer.byCustomer() + "," + buyer.byLicense(), 3);
        awaitUnits(buyer.aliasId(), "pending", 40);

        learnAlias(buyer);
        report(buyer.byLicense(), 5);
        awaitUnits(buyer.id(), "pending", 48);
        advanceToMinute(15);

        awaitUnits(buyer.id(), "accepted", 48);
        assertThat(identitiesByHour(buyer).values()).containsExactly("[PRODUCT_CODE]");
        assertThat(marketplace.billed(buyer.agreementId(), "requests")).isEqualTo(48);
    }

    private Buyer activeBuyer(String product) {
        marketplace.createProduct(
                product,
                Map.of(
                        "identity",
                        "LEGACY",
                        "pricingModel",
                        "USAGE",
                        "dimensions",
                        List.of(Map.of("key", "requests"))));
        var agreement = marketplace.subscribe(Map.of("productCode", product));
        advanceToMinute(5);
        var buyer = new Buyer(
                agreement.get("agreementId").asText(),
                product,
                agreement.get("customerIdentifier").asText(),
                agreement.get("licenseArn").asText(),
                agreement.get("customerAwsAccountId").asText());
        kafka.publish(new SubscriptionActivated(
                buyer.id(),
                buyer.customer(),
                buyer.agreementId(),
                marketplace.now().truncatedTo(ChronoUnit.HOURS)));
        return buyer;
    }

    private void learnAlias(Buyer buyer) {
        kafka.publish(new AliasLearned(buyer.id(), buyer.aliasId(), buyer.productCode(), marketplace.now()));
    }

    /** Of the next hour. The service follows the marketplace's clock some moments later. */
    private void advanceToMinute(int minute) {
        var now = marketplace.now();
        var target = now.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1).plusMinutes(minute));
        marketplace.advance(Duration.between(now, target));
        await().atMost(PATIENCE).until(() -> !clock.instant().isBefore(target.minusSeconds(1)));
    }

    private void report(String addressee, int quantity) {
        var type = "application/cloudevents+json";
        given().config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                .encodeContentTypeAs(type, ContentType.TEXT)))
                .contentType(type)
                .auth()
                .oauth2(tokens.tokenFor("usage-reporter"))
                .body("""
                        {"specversion":"1.0","id":"%s","source":"/app","type":"io.stallkeeper.usage.reported.v1",
                         "time":"%s","data":{%s,"dimension":"requests","quantity":%d}}
                        """.formatted(UUID.randomUUID(), marketplace.now(), addressee, quantity))
                .post("/v1/usage-events")
                .then()
                .statusCode(202);
    }

    private void awaitUnits(String subscriptionId, String place, int units) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var ledger = given().auth()
                    .oauth2(tokens.tokenFor("operator"))
                    .get("/v1/subscriptions/{id}/ledger", subscriptionId)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            assertThat(new BigDecimal(Objects.requireNonNullElse(ledger.getString("dimensions[0]." + place), "0")))
                    .as("%s of %s", place, ledger.prettify())
                    .isEqualByComparingTo(BigDecimal.valueOf(units));
        });
    }

    /** By which of the two identities the simulator's books have each hour's records, in the order of the hours. */
    private Map<Instant, String> identitiesByHour(Buyer buyer) {
        var byHour = new TreeMap<Instant, TreeSet<String>>();
        for (JsonNode metered : marketplace.meteredRecords(buyer.agreementId())) {
            byHour.computeIfAbsent(Instant.parse(metered.get("hour").asText()), _ -> new TreeSet<>())
                    .add(metered.get("meteredBy").asText());
        }
        var identities = new TreeMap<Instant, String>();
        byHour.forEach((hour, kinds) -> identities.put(hour, kinds.toString()));
        return identities;
    }
}
