package io.stallkeeper.metering;

import static io.restassured.RestAssured.given;
import static io.stallkeeper.metering.SellersUsage.STRUCTURED;
import static io.stallkeeper.metering.SellersUsage.event;
import static io.stallkeeper.metering.SellersUsage.toTopic;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.stallkeeper.contracts.MarketplaceIdentity;
import io.stallkeeper.contracts.subscription.SubscriptionActivated;
import io.stallkeeper.testkit.infrastructure.Marketplace;
import io.stallkeeper.testkit.infrastructure.StallkeeperServers;
import io.stallkeeper.testkit.infrastructure.TokenIssuer;
import io.stallkeeper.testkit.kafka.PublishedEvents;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Usage that can't be counted, from the topic to its end. */
@QuarkusTest
@QuarkusTestResource(StallkeeperServers.class)
class ParkedUsageServiceTest {

    @SuppressWarnings("NullAway.Init")
    TokenIssuer tokens;

    @Inject
    Clock clock;

    @Inject
    Pool pool;

    private final Marketplace marketplace = new Marketplace(StallkeeperServers.simulator());
    private final String license = "l-" + UUID.randomUUID();
    private final String address = "\"subscriptionId\":\"" + license + "\"";

    @SuppressWarnings("NullAway.Init")
    private SellersUsage seller;

    @BeforeEach
    void give_the_seller_tokens() {
        seller = new SellersUsage(tokens);
    }

    @Test
    void what_came_too_early_is_counted_once_when_it_is_tried_again_later() {
        var early = event(address, clock.instant().plus(Duration.ofMinutes(20)));
        toTopic(STRUCTURED, early);
        var id = awaitParked(early);
        replay("/v1/parked-usage/" + id + "/replay")
                .body("status", equalTo("parked"))
                .body("reason", equalTo("time-in-the-future"));

        advance(Duration.ofMinutes(15));

        replay("/v1/parked-usage/" + id + "/replay").body("status", equalTo("sent"));
        seller.awaitReported(license, 1);
        seller.operator().get("/v1/parked-usage/" + id).then().statusCode(404).contentType("application/problem+json");
        toTopic(STRUCTURED, early);
        toTopic(STRUCTURED, event(address, clock.instant()));
        seller.awaitReported(license, 2);
    }

    @Test
    void all_that_is_parked_for_a_reason_is_tried_again_together() {
        var early = event(address, clock.instant().plus(Duration.ofMinutes(30)));
        toTopic(STRUCTURED, early);
        toTopic(STRUCTURED, early.replace("\"id\":\"", "\"id\":\"other-"));
        awaitParked(early.substring(early.indexOf("\"source\"")));
        advance(Duration.ofMinutes(25));

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            replay("/v1/parked-usage/replay?reason=time-in-the-future");
            assertThat(seller.reported(license)).isEqualTo(2);
        });
    }

    @Test
    void what_waited_for_its_product_is_counted_when_an_activation_tells_it() {
        var early = event(address, clock.instant().plus(Duration.ofMinutes(20)));
        toTopic(STRUCTURED, early);
        var id = awaitParked(early);
        pool.query("update parked_usage set reason = 'product-not-known-yet', subscription_id = '" + license
                        + "' where id = '" + id + "'")
                .execute()
                .await()
                .indefinitely();
        advance(Duration.ofMinutes(15));

        try (var kafka = new PublishedEvents(StallkeeperServers.kafka())) {
            var identity =
                    MarketplaceIdentity.ofLicense("unlisted", "arn:aws:license-manager::1:license:" + license, "1");
            kafka.publish(new SubscriptionActivated(license, identity, "agmt-1", clock.instant()));
        }

        seller.awaitReported(license, 1);
    }

    @Test
    void a_parked_event_is_listed_shown_and_dismissed_with_a_reason() {
        toTopic("application/json", "no event of " + license);
        var id = awaitParked("no event of " + license);

        seller.operator()
                .get("/v1/parked-usage/" + id)
                .then()
                .statusCode(200)
                .body("reason", equalTo("not-a-cloudevent"))
                .body("payload", equalTo("no event of " + license))
                .body("subscriptionId", nullValue())
                .body("headers.content-type", equalTo("application/json"));
        seller.operator().get("/v1/parked-usage?limit=1").then().statusCode(200).body("events", hasSize(1));
        seller.operator()
                .get("/v1/parked-usage?limit=0")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
        seller.operator().get("/v1/parked-usage?cursor=x").then().statusCode(400);
        seller.operator().post("/v1/parked-usage/replay").then().statusCode(400);
        seller.operator().get("/v1/parked-usage/nonsense").then().statusCode(404);
        seller.operator()
                .contentType("application/json")
                .body("{}")
                .post("/v1/parked-usage/" + id + "/dismiss")
                .then()
                .statusCode(400);
        seller.operator()
                .contentType("application/json")
                .body("{")
                .post("/v1/parked-usage/" + id + "/dismiss")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
        seller.operator()
                .contentType("application/json")
                .body(Map.of("why", "a drill"))
                .post("/v1/parked-usage/" + id + "/dismiss")
                .then()
                .statusCode(204);
        seller.operator().get("/v1/parked-usage/" + id).then().statusCode(404);
        var dismissed = seller.operator()
                .get("/v1/parked-usage/dismissed")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(dismissed.getString("events.find { it.event.id == '" + id + "' }.why"))
                .isEqualTo("a drill");
        given().auth()
                .oauth2(tokens.tokenFor("usage-reporter"))
                .get("/v1/parked-usage")
                .then()
                .statusCode(403);
    }

    @Test
    void all_that_is_parked_for_a_reason_is_dismissed_together() {
        toTopic("application/json", "one of many of " + license);
        var id = awaitParked("one of many of " + license);
        pool.query("update parked_usage set reason = 'reason-" + license + "' where id = '" + id + "'")
                .execute()
                .await()
                .indefinitely();

        dismissAll("reason-" + license, Map.of()).statusCode(400);
        dismissAll("", Map.of("why", "a broken client")).statusCode(400);
        dismissAll("reason-" + license, Map.of("why", "a broken client"))
                .statusCode(200)
                .body("dismissed", equalTo(1));

        seller.operator().get("/v1/parked-usage/" + id).then().statusCode(404);
    }

    @Test
    void a_parameter_without_a_value_is_a_bad_request_for_those_who_may_ask() {
        for (var path : List.of("/v1/parked-usage?limit=", "/v1/parked-usage/dismissed?limit", "/v1/charges?month=")) {
            seller.operator().get(path).then().statusCode(400).contentType("application/problem+json");
            given().get(path).then().statusCode(401);
        }
    }

    private ValidatableResponse dismissAll(String reason, Map<String, String> dismissal) {
        return seller.operator()
                .contentType("application/json")
                .queryParam("reason", reason)
                .body(dismissal)
                .post("/v1/parked-usage/dismiss")
                .then();
    }

    private ValidatableResponse replay(String path) {
        return seller.operator().post(path).then().statusCode(200);
    }

    private String awaitParked(String payload) {
        return await().atMost(Duration.ofSeconds(20)).until(() -> idOf(payload), found -> !found.isEmpty());
    }

    private String idOf(String payload) {
        var rows = pool.preparedQuery("select id from parked_usage where position($1::bytea in body) > 0 limit 1")
                .execute(Tuple.of(Buffer.buffer(payload)))
                .await()
                .indefinitely();
        return rows.size() == 0 ? "" : rows.iterator().next().getUUID("id").toString();
    }

    private void advance(Duration by) {
        marketplace.advance(by);
        var now = marketplace.now();
        await().atMost(Duration.ofSeconds(5)).until(() -> !clock.instant().isBefore(now.minusSeconds(1)));
    }
}
