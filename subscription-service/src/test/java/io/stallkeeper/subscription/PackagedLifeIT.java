package io.stallkeeper.subscription;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.stallkeeper.testkit.infrastructure.StallkeeperServers;
import io.stallkeeper.testkit.infrastructure.TokenIssuer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Buyers' lives with the service as it is packaged: a jar or an executable. */
@QuarkusIntegrationTest
@QuarkusTestResource(StallkeeperServers.class)
class PackagedLifeIT extends MarketplaceLifeTest {

    private static final String PROBLEM = "application/problem+json";

    @SuppressWarnings("NullAway.Init") // filled by the test resource
    TokenIssuer tokens;

    @ParameterizedTest
    @ValueSource(strings = {"/v1/subscriptions", "/v1/notifications", "/v1/parked-messages"})
    void lists_are_json_for_operators_and_a_problem_for_others(String path) {
        given().auth()
                .oauth2(tokens.tokenFor("operator"))
                .get(path)
                .then()
                .statusCode(200)
                .contentType("application/json");
        given().get(path).then().statusCode(401).contentType(PROBLEM);
    }

    @Test
    void what_is_not_there_is_a_problem() {
        given().auth()
                .oauth2(tokens.tokenFor("operator"))
                .get("/v1/subscriptions/l-nobody")
                .then()
                .statusCode(404)
                .contentType(PROBLEM)
                .body("status", equalTo(404));
    }

    @Test
    void it_says_how_it_is_and_what_it_offers() {
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200).body(containsString("stallkeeper_"));
        given().auth()
                .oauth2(tokens.tokenFor("operator"))
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body(containsString("/v1/subscriptions"));
    }
}
