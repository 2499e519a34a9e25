package io.stallkeeper.metering;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stallkeeper.testkit.infrastructure.StallkeeperServers;
import io.stallkeeper.testkit.infrastructure.TokenIssuer;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StallkeeperServers.class)
class MeteringServiceTest {

    @SuppressWarnings("NullAway.Init")
    TokenIssuer tokens;

    @Test
    void it_is_ready_when_its_servers_are() {
        given().get("/q/health/ready").then().statusCode(200);
    }

    @Test
    void usage_needs_a_token_with_the_role() {
        given().contentType("application/cloudevents+json")
                .body("{}")
                .post("/v1/usage-events")
                .then()
                .statusCode(401);
        given().contentType("application/cloudevents+json")
                .auth()
                .oauth2(tokens.tokenFor("operator"))
                .body("{}")
                .post("/v1/usage-events")
                .then()
                .statusCode(403);
    }
}
