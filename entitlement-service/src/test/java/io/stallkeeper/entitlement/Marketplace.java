package io.stallkeeper.entitlement;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import io.stallkeeper.testkit.infrastructure.StallkeeperServers;
import java.util.Map;

/** The buyer's and AWS's side, played by the simulator. */
final class Marketplace {

    private Marketplace() {}

    /** What a buyer's subscription is known by. */
    record Agreement(String agreementId, String licenseArn, String accountId, String customerIdentifier) {}

    static void list(String productCode, String identity, String pricingModel, String... dimensions) {
        var listed = java.util.Arrays.stream(dimensions)
                .map(key -> Map.of("key", key))
                .toList();
        simulator()
                .body(Map.of("identity", identity, "pricingModel", pricingModel, "dimensions", listed))
                .put("/simulator/v1/products/" + productCode)
                .then()
                .statusCode(200);
    }

    static Agreement subscribe(String productCode, String accountId, Map<String, Object> entitlements) {
        var answer = simulator()
                .body(Map.of(
                        "productCode",
                        productCode,
                        "buyerAccountId",
                        accountId,
                        "entitlements",
                        toList(entitlements),
                        "duration",
                        "P365D"))
                .post("/simulator/v1/agreements")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        return new Agreement(
                answer.getString("agreementId"),
                answer.getString("licenseArn"),
                accountId,
                String.valueOf(answer.getString("customerIdentifier")));
    }

    static void change(Agreement agreement, Map<String, Object> entitlements) {
        simulator()
                .body(Map.of("entitlements", toList(entitlements)))
                .put("/simulator/v1/agreements/" + agreement.agreementId() + "/entitlements")
                .then()
                .statusCode(200);
    }

    static void cancel(Agreement agreement) {
        simulator()
                .post("/simulator/v1/agreements/" + agreement.agreementId() + "/cancel")
                .then()
                .statusCode(200);
    }

    static void inject(String fault, int count) {
        simulator()
                .body(Map.of("operation", "GetEntitlements", "fault", fault, "count", count))
                .post("/simulator/v1/faults")
                .then()
                .statusCode(200);
    }

    static void advanceClock(String by) {
        simulator()
                .body(Map.of("by", by))
                .post("/simulator/v1/clock/advance")
                .then()
                .statusCode(200);
    }

    private static java.util.List<Map<String, Object>> toList(Map<String, Object> entitlements) {
        return entitlements.entrySet().stream()
                .map(entry -> Map.of("dimension", entry.getKey(), "value", entry.getValue()))
                .toList();
    }

    private static RequestSpecification simulator() {
        return given().baseUri(StallkeeperServers.simulator().toString())
                .port(StallkeeperServers.simulator().getPort())
                .contentType("application/json");
    }
}
