package io.stallkeeper.entitlement;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.stallkeeper.contracts.MarketplaceIdentity;
import io.stallkeeper.contracts.subscription.EntitlementsChangeNotified;
import io.stallkeeper.contracts.subscription.SubscriptionActivated;
import io.stallkeeper.contracts.subscription.SubscriptionEnding;
import io.stallkeeper.testkit.infrastructure.Marketplace;
import io.stallkeeper.testkit.infrastructure.StallkeeperServers;
import io.stallkeeper.testkit.infrastructure.TokenIssuer;
import io.stallkeeper.testkit.kafka.PublishedEvents;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** All who have to do with the service: buyers at the simulator, the other services, the seller's application. */
final class Shop implements AutoCloseable {

    static final String CONTRACT = "contractwithlicenses";
    static final String LEGACY = "legacycontract";
    static final String USAGE = "paybyusage";

    final Marketplace marketplace = new Marketplace(StallkeeperServers.simulator());
    final PublishedEvents kafka = new PublishedEvents(StallkeeperServers.kafka());
    private final TokenIssuer tokens;

    Shop(TokenIssuer tokens) {
        this.tokens = tokens;
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        list(CONTRACT, "CONCURRENT_AGREEMENTS", "CONTRACT", "seats", "sso", "tier", "storage");
        list(LEGACY, "LEGACY", "CONTRACT_WITH_CONSUMPTION", "seats");
        list(USAGE, "CONCURRENT_AGREEMENTS", "USAGE", "requests");
    }

    private void list(String productCode, String identity, String pricingModel, String... dimensions) {
        var listed = Stream.of(dimensions).map(key -> Map.of("key", key)).toList();
        marketplace.createProduct(
                productCode, Map.of("identity", identity, "pricingModel", pricingModel, "dimensions", listed));
    }

    Buyer licenseBuyer(Map<String, ?> entitlements) {
        return licenseBuyer(CONTRACT, "111122223333", entitlements);
    }

    Buyer licenseBuyer(String productCode, String accountId, Map<String, ?> entitlements) {
        var agreement = subscribe(productCode, accountId, entitlements);
        var license = agreement.get("licenseArn").asText();
        return new Buyer(
                agreement.get("agreementId").asText(), MarketplaceIdentity.ofLicense(productCode, license, accountId));
    }

    Buyer legacyBuyer(Map<String, ?> entitlements) {
        var agreement = subscribe(LEGACY, "222233334444", entitlements);
        var customer = agreement.get("customerIdentifier").asText();
        return new Buyer(agreement.get("agreementId").asText(), MarketplaceIdentity.ofCustomer(LEGACY, customer));
    }

    private JsonNode subscribe(String productCode, String accountId, Map<String, ?> entitlements) {
        return marketplace.subscribe(Map.of(
                "productCode",
                productCode,
                "buyerAccountId",
                accountId,
                "entitlements",
                toList(entitlements),
                "duration",
                Duration.ofDays(365).toString()));
    }

    Buyer activated(Buyer buyer) {
        kafka.publish(activationOf(buyer));
        return buyer;
    }

    SubscriptionActivated activationOf(Buyer buyer) {
        return new SubscriptionActivated(buyer.id(), buyer.identity(), buyer.agreementId(), marketplace.now());
    }

    void beginsToEnd(Buyer buyer) {
        var now = marketplace.now();
        kafka.publish(new SubscriptionEnding(buyer.id(), buyer.identity(), now, now.plusSeconds(3_600)));
    }

    void changesContract(Buyer buyer, Map<String, ?> entitlements) {
        marketplace.changeEntitlements(buyer.agreementId(), toList(entitlements));
    }

    void notifyOfChange(Buyer buyer) {
        kafka.publish(new EntitlementsChangeNotified(buyer.id(), buyer.identity(), marketplace.now()));
    }

    private static List<Map<String, ?>> toList(Map<String, ?> entitlements) {
        return entitlements.entrySet().stream()
                .<Map<String, ?>>map(entry -> Map.of("dimension", entry.getKey(), "value", entry.getValue()))
                .toList();
    }

    Response get(Buyer buyer, String path) {
        return given().auth()
                .oauth2(tokens.tokenFor("entitlement-reader"))
                .get("/v1/subscriptions/" + buyer.id() + "/entitlements" + path);
    }

    JsonPath mayUse(Buyer buyer, String question) {
        return get(buyer, "/" + question).then().statusCode(200).extract().jsonPath();
    }

    boolean isEntitled(Buyer buyer, String question) {
        return mayUse(buyer, question).getBoolean("entitled");
    }

    String reason(Buyer buyer, String question) {
        return mayUse(buyer, question).getString("reason");
    }

    @Override
    public void close() {
        kafka.close();
        marketplace.close();
    }
}
