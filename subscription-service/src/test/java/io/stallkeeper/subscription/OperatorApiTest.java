package io.stallkeeper.subscription;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stallkeeper.testkit.infrastructure.StallkeeperServers;
import io.stallkeeper.testkit.infrastructure.TokenIssuer;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

@QuarkusTest
@QuarkusTestResource(StallkeeperServers.class)
class OperatorApiTest {

    private static final String NOT_THERE = "00000000-0000-0000-0000-000000000000";

    @Inject
    SqsAsyncClient sqs;

    @Inject
    Clock clock;

    @SuppressWarnings("NullAway.Init") // filled by the test resource
    TokenIssuer tokens;

    @ParameterizedTest
    @ValueSource(strings = {"/v1/subscriptions", "/v1/subscriptions/l-1", "/v1/notifications", "/v1/parked-messages"})
    void only_operators_get_in(String path) {
        given().get(path).then().statusCode(401);
        given().auth()
                .oauth2(tokens.tokenFor("usage-reporter", "entitlement-reader"))
                .get(path)
                .then()
                .statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/subscriptions/l-none", "/v1/parked-messages/" + NOT_THERE, "/v1/parked-messages/no-uuid"})
    void what_is_not_there_is_a_problem_that_says_so(String path) {
        given().auth()
                .oauth2(tokens.tokenFor("operator"))
                .get(path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("status", equalTo(404));
    }

    @Test
    void a_disposition_that_does_not_exist_is_a_bad_request() {
        given().auth()
                .oauth2(tokens.tokenFor("operator"))
                .get("/v1/notifications?disposition=lost")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void replaying_what_is_not_there_is_a_problem() {
        given().auth()
                .oauth2(tokens.tokenFor("operator"))
                .post("/v1/parked-messages/" + NOT_THERE + "/replay")
                .then()
                .statusCode(404);
    }

    @Test
    void subscriptions_come_in_pages_and_each_with_its_history_but_without_the_buyers_account() {
        var queues = new Queues(sqs);
        queues.create();
        var api = new OperatorApi(tokens);
        for (var name : new String[] {"paged-1", "paged-2"}) {
            queues.send(
                    "EVENTBRIDGE",
                    Notifications.of(name, clock.instant().truncatedTo(ChronoUnit.HOURS))
                            .licenseUpdated("1", 0));
            api.awaitState("l-" + name, "ACTIVE");
        }

        given().auth()
                .oauth2(tokens.tokenFor("operator"))
                .get("/v1/subscriptions?limit=1")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1))
                .body("nextOffset", equalTo(1));
        var account = Notifications.of("paged-1", clock.instant()).accountId();
        given().auth()
                .oauth2(tokens.tokenFor("operator"))
                .get("/v1/subscriptions/l-paged-1")
                .then()
                .body(
                        "history.event",
                        equalTo(java.util.List.of(
                                "buyer-recognised.v1", "signal-noted.v2", "subscription-activated.v1")))
                .body("history[1].notificationId", equalTo("paged-1-1"))
                .body("customerAwsAccountId", equalTo("…" + account.substring(account.length() - 4)));
    }
}
