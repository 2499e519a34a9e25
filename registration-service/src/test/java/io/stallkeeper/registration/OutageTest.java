package io.stallkeeper.registration;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stallkeeper.testkit.infrastructure.StallkeeperServers;
import io.stallkeeper.testkit.infrastructure.TokenIssuer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The database goes away and comes back. */
@QuarkusTest
@QuarkusTestResource(StallkeeperServers.class)
class OutageTest {

    @SuppressWarnings("NullAway.Init") // StallkeeperServers fills it
    TokenIssuer tokens;

    @AfterEach
    void resume() throws SQLException {
        Database.resume();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> Browser.open("/q/health/ready").statusCode() == 200);
    }

    @Test
    void readiness_speaks_of_database_kafka_and_aws() {
        Browser.open("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.name", hasItem("Reactive PostgreSQL connections health check"))
                .body("checks.name", hasItem("Kafka connection health check"))
                .body(
                        "checks.find { it.name == 'AWS Marketplace Metering' }.data.endpoint",
                        equalTo(StallkeeperServers.simulator().toString()));
    }

    @Test
    void a_buyer_is_told_that_the_purchase_is_safe_and_the_next_attempt_succeeds() throws SQLException {
        var agreement = Marketplace.buyWithLicense();
        var token = Marketplace.token(agreement);
        var form = Browser.comeToForm(Marketplace.buyWithLicense());

        Database.stop();

        Browser.setUpAccount(token)
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("60"))
                .body(containsString("Your purchase is safe"));
        Browser.open(form).then().statusCode(503).body(containsString("Your purchase is safe"));
        Browser.send(form, Map.of("email", "ada@example.com"))
                .then()
                .statusCode(503)
                .body(containsString("Your purchase is safe"));
        given().auth()
                .oauth2(tokens.tokenFor("operator"))
                .get("/v1/registrations/" + agreement.licenseId())
                .then()
                .statusCode(503)
                .contentType("application/problem+json");
        Browser.open("/q/health/live").then().statusCode(200);
        Browser.open("/q/health/ready").then().statusCode(503);

        resume();

        Browser.setUpAccount(token).then().statusCode(303);
        Browser.send(form, Map.of("email", "ada@example.com")).then().statusCode(303);
        PublishedEvents.await(agreement.licenseId(), 1);
    }
}
