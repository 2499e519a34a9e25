package io.stallkeeper.subscription;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.stallkeeper.testkit.infrastructure.StallkeeperServers;
import java.time.Duration;
import java.util.Map;

/** What buyers do and how time passes, at the simulator. */
final class Marketplace {

    private static final String ROOT = StallkeeperServers.simulator() + "/simulator/v1";

    private Marketplace() {}

    static void list(String productCode, String identity, String form) {
        given().contentType(ContentType.JSON)
                .body(Map.of(
                        "identity",
                        identity,
                        "pricingModel",
                        "USAGE",
                        "dimensions",
                        java.util.List.of(Map.of("key", "requests")),
                        "notifications",
                        Map.of("form", form, "queueUrl", Queues.url(form))))
                .put(ROOT + "/products/" + productCode)
                .then()
                .statusCode(200);
    }

    /** The agreement as the simulator's admin API shows it. */
    static JsonPath subscribe(String productCode) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("productCode", productCode))
                .post(ROOT + "/agreements")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    static void cancel(JsonPath agreement) {
        given().post(ROOT + "/agreements/" + agreement.getString("agreementId") + "/cancel")
                .then()
                .statusCode(200);
    }

    static void pass(Duration time) {
        given().contentType(ContentType.JSON)
                .body(Map.of("by", time.toString()))
                .post(ROOT + "/clock/advance")
                .then()
                .statusCode(200);
    }
}
