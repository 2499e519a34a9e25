package io.stallkeeper.entitlement;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.stallkeeper.testkit.infrastructure.StallkeeperServers;
import io.stallkeeper.testkit.infrastructure.TokenIssuer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask, and what the answers look like on the wire. */
@QuarkusTest
@QuarkusTestResource(StallkeeperServers.class)
class ApiTest {

    private static final String NOBODY = "/v1/subscriptions/l-nobody/entitlements";
    private static final String PROBLEM = "application/problem+json";

    /** The servers' own, as soon as they run. */
    TokenIssuer tokens = new TokenIssuer();

    @Test
    void without_a_token_nothing_is_told() {
        given().get(NOBODY + "/seats").then().statusCode(401).contentType(PROBLEM);
        given().auth()
                .oauth2("no.such.token")
                .get(NOBODY)
                .then()
                .statusCode(401)
                .contentType(PROBLEM);
    }

    @Test
    void another_role_may_not_ask() {
        as("usage-reporter").get(NOBODY + "/seats").then().statusCode(403).contentType(PROBLEM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"entitlement-reader", "operator"})
    void a_subscription_that_nobody_knows_may_use_nothing(String role) {
        as(role).get(NOBODY + "/seats")
                .then()
                .statusCode(200)
                .body("subscriptionId", equalTo("l-nobody"))
                .body("dimension", equalTo("seats"))
                .body("entitled", equalTo(false))
                .body("reason", equalTo("unknown-subscription"))
                .body("stale", equalTo(false))
                .body("value", nullValue())
                .body("asOf", nullValue());
    }

    @Test
    void the_list_of_a_subscription_that_nobody_knows_is_not_there() {
        as("operator").get(NOBODY).then().statusCode(404).contentType(PROBLEM).body("status", equalTo(404));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "1e9", "many", "1234567890123456789"})
    void a_quantity_that_is_none_is_a_bad_request(String quantity) {
        as("operator")
                .get(NOBODY + "/seats?quantity=" + quantity)
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("detail", containsString("quantity"));
    }

    @Test
    void an_answer_may_be_cached_for_some_seconds_and_then_confirmed_without_a_body() {
        var tag = as("operator")
                .get(NOBODY + "/seats")
                .then()
                .header("Cache-Control", "public, max-age=5")
                .header("Vary", "Authorization")
                .extract()
                .header("ETag");

        as("operator")
                .header("If-None-Match", tag)
                .get(NOBODY + "/seats")
                .then()
                .statusCode(304)
                .header("ETag", tag)
                .body(equalTo(""));
        as("operator")
                .header("If-None-Match", "\"another\"")
                .get(NOBODY + "/seats")
                .then()
                .statusCode(200);
    }

    @Test
    void what_is_not_there_is_a_problem_too() {
        as("operator").get("/v1/nothing").then().statusCode(404);
        as("operator").delete(NOBODY).then().statusCode(405).contentType(PROBLEM);
    }

    @Test
    void health_and_metrics_are_open() {
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/q/health/group/answers")
                .then()
                .statusCode(200)
                .body("checks[0].name", equalTo("answers from memory"))
                .body("checks[0].data.log", equalTo("read"));
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("stallkeeper_entitlement_stale_subscriptions"))
                .body(containsString("stallkeeper_entitlement_projection_lag_seconds"));
    }

    private RequestSpecification as(String role) {
        return given().auth().oauth2(tokens.tokenFor(role));
    }
}
