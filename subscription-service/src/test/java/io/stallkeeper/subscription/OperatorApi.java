package io.stallkeeper.subscription;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.path.json.JsonPath;
import io.stallkeeper.testkit.infrastructure.TokenIssuer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The service's API as an operator uses it. */
record OperatorApi(TokenIssuer tokens) {

    private static final Duration LONGEST = Duration.ofSeconds(20);

    JsonPath get(String path) {
        return given().auth()
                .oauth2(tokens.tokenFor("operator"))
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    JsonPath awaitState(String subscriptionId, String state) {
        var path = "/v1/subscriptions/" + subscriptionId;
        Awaitility.await(subscriptionId + " " + state).atMost(LONGEST).untilAsserted(() -> given().auth()
                .oauth2(tokens.tokenFor("operator"))
                .get(path)
                .then()
                .statusCode(200)
                .body("state", equalTo(state)));
        return get(path);
    }

    void awaitDisposition(String notificationId, String disposition) {
        Awaitility.await(notificationId + " " + disposition)
                .atMost(LONGEST)
                .untilAsserted(() -> assertThat(notifications(disposition)).contains(notificationId));
    }

    List<String> notifications(String disposition) {
        return get("/v1/notifications?limit=500&disposition=" + disposition).getList("items.id", String.class);
    }

    /** The parked message that came with these words in its body. */
    JsonPath awaitParked(String words) {
        return Awaitility.await("parked: " + words).atMost(LONGEST).until(() -> parked(words), Objects::nonNull);
    }

    @Nullable
    JsonPath parked(String words) {
        for (Map<String, String> message : get("/v1/parked-messages?limit=500").<Map<String, String>>getList("items")) {
            var whole = get("/v1/parked-messages/" + message.get("id"));
            if (whole.getString("body").contains(words)) {
                return whole;
            }
        }
        return null;
    }

    JsonPath replay(JsonPath parked) {
        return given().auth()
                .oauth2(tokens.tokenFor("operator"))
                .post("/v1/parked-messages/" + parked.getString("id") + "/replay")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
