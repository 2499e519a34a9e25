package io.stallkeeper.registration;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.stallkeeper.testkit.infrastructure.StallkeeperServers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The buyer's side of AWS Marketplace, played by the simulator. */
final class Marketplace {

    /** The products that the tests' configuration names, by the way in which their buyers are named. */
    static final String LICENSE_PRODUCT = "prod-license";

    static final String LEGACY_PRODUCT = "prod-legacy";
    static final String MIGRATED_PRODUCT = "prod-migrated";

    /** A purchase. */
    record Agreement(
            String agreementId,
            String licenseArn,
            String customerAwsAccountId,
            @Nullable String customerIdentifier) {

        String licenseId() {
            return licenseArn.substring(licenseArn.lastIndexOf(':') + 1);
        }
    }

    private Marketplace() {}

    static Agreement buy(String productCode, String identity) {
        admin().body(Map.of(
                        "identity",
                        identity,
                        "pricingModel",
                        "USAGE",
                        "dimensions",
                        List.of(Map.of("key", "requests"))))
                .put("/products/" + productCode)
                .then()
                .statusCode(200);
        var bought = admin().body(Map.of("productCode", productCode))
                .post("/agreements")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        return new Agreement(
                bought.getString("agreementId"),
                bought.getString("licenseArn"),
                bought.getString("customerAwsAccountId"),
                bought.getString("customerIdentifier"));
    }

    static Agreement buyWithLicense() {
        return buy(LICENSE_PRODUCT, "CONCURRENT_AGREEMENTS");
    }

    /** What "Set up your account" puts into the form. */
    static String token(Agreement agreement) {
        return admin().post("/agreements/" + agreement.agreementId() + "/registration-tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
    }

    static void advanceClock(String duration) {
        admin().body(Map.of("by", duration)).post("/clock/advance").then().statusCode(200);
    }

    /** The next so many ResolveCustomer calls go wrong. */
    static void inject(String fault, int count) {
        admin().body(Map.of("operation", "ResolveCustomer", "fault", fault, "count", count))
                .post("/faults")
                .then()
                .statusCode(200);
    }

    static long resolveCalls() {
        return admin().get("/calls").jsonPath().getList("operation").stream()
                .filter("ResolveCustomer"::equals)
                .count();
    }

    private static RequestSpecification admin() {
        return given().baseUri(StallkeeperServers.simulator().toString())
                .port(StallkeeperServers.simulator().getPort())
                .basePath("/simulator/v1")
                .contentType(ContentType.JSON);
    }
}
