package io.stallkeeper.metering;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.stallkeeper.contracts.MarketplaceIdentity;
import io.stallkeeper.contracts.Topic;
import io.stallkeeper.contracts.subscription.SubscriptionActivated;
import io.stallkeeper.contracts.subscription.SubscriptionEnding;
import io.stallkeeper.testkit.infrastructure.Marketplace;
import io.stallkeeper.testkit.infrastructure.StallkeeperServers;
import io.stallkeeper.testkit.infrastructure.TokenIssuer;
import io.stallkeeper.testkit.kafka.PublishedEvents;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service between real Kafka, real PostgreSQL and the marketplace simulator. */
@QuarkusTest
@QuarkusTestResource(StallkeeperServers.class)
class MeteringServiceTest {

    private static final String PRODUCT = "metering-test";

    @SuppressWarnings("NullAway.Init")
    TokenIssuer tokens;

    @Inject
    Clock clock;

    private final Marketplace marketplace = new Marketplace(StallkeeperServers.simulator());
    private final PublishedEvents kafka = new PublishedEvents(StallkeeperServers.kafka());

    /** A buyer whose subscription AWS and the meter both know to be active. */
    private record Buyer(String agreementId, MarketplaceIdentity identity, Instant since) {
        String subscriptionId() {
            return identity.toSubscriptionId().value();
        }
    }

    @BeforeEach
    void list_a_product() {
        marketplace.createProduct(
                PRODUCT, Map.of("pricingModel", "USAGE", "dimensions", List.of(Map.of("key", "requests"))));
    }

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
                .statusCode(401)
                .contentType("application/problem+json");
        given().contentType("application/cloudevents+json")
                .auth()
                .oauth2("not-a-token")
                .body("{}")
                .post("/v1/usage-events")
                .then()
                .statusCode(401);
        post("application/cloudevents+json", "{}", "operator").statusCode(403);
    }

    @Test
    void an_hour_is_billed_once_it_has_settled_whatever_was_sent_twice() {
        var buyer = activeBuyer();
        var first = usage(buyer, "10.5", marketplace.now());

        report(first, first, usage(buyer, "2.25", marketplace.now()), usage(buyer, "0.75", marketplace.now()));
        report(first);

        awaitPlaces(buyer, "13.5", "0", "13.5", "0");
        advance(Duration.ofMinutes(75));
        awaitPlaces(buyer, "13.5", "13", "0.5", "0");
        assertThat(marketplace.billed(buyer.agreementId(), "requests")).isEqualTo(13);
        var metered =
                kafka.await(Topic.METERING, 1, event -> buyer.subscriptionId().equals(event.getSubject()));
        assertThat(metered.getFirst().getType()).isEqualTo("io.stallkeeper.metering.usage-metered.v1");
    }

    @Test
    void usage_that_comes_late_counts_in_a_later_hour() {
        var buyer = activeBuyer();
        report(usage(buyer, "5", buyer.since()));
        advance(Duration.ofMinutes(75));
        awaitPlaces(buyer, "5", "5", "0", "0");

        report(usage(buyer, "7", buyer.since()));

        awaitPlaces(buyer, "12", "5", "7", "0");
        advance(Duration.ofMinutes(75));
        awaitPlaces(buyer, "12", "12", "0", "0");
        assertThat(marketplace.billed(buyer.agreementId(), "requests")).isEqualTo(12);

        var billed = ask("/v1/subscriptions/{id}/hours?state=accepted", buyer);
        assertThat(billed.getList("hours.quantity")).containsExactly(7, 5);
        assertThat(billed.getString("hours[0].carriedFrom[0].hour")).isEqualTo(billed.getString("hours[1].hour"));
        assertThat(billed.getString("hours[1].carriedTo[0].cause")).isEqualTo("late");
        var usage = ask(
                "/v1/subscriptions/{id}/dimensions/requests/hours/{hour}/usage-events",
                buyer,
                billed.getString("hours[0].hour"));
        assertThat(usage.getList("events.quantity")).containsExactly(5, 7);
        assertThat(usage.getString("events[1].reportedFor")).isEqualTo(billed.getString("hours[1].hour"));
        assertThat(usage.getInt("carried[0].quantity")).isEqualTo(7);
        assertThat(usage.getInt("carried[0].units")).isEqualTo(12);
    }

    @Test
    void an_ending_subscription_is_flushed_at_once_and_settled() {
        var buyer = activeBuyer();
        report(usage(buyer, "3", marketplace.now()));
        awaitPlaces(buyer, "3", "0", "3", "0");

        marketplace.cancel(buyer.agreementId());
        var end = marketplace.now();
        kafka.publish(
                new SubscriptionEnding(buyer.subscriptionId(), buyer.identity(), end, end.plus(Duration.ofHours(1))));

        awaitPlaces(buyer, "3", "3", "0", "0");
        kafka.await(
                Topic.METERING,
                1,
                event -> buyer.subscriptionId().equals(event.getSubject())
                        && event.getType().equals("io.stallkeeper.metering.final-usage-settled.v1"));
    }

    @Test
    void a_lost_answer_neither_loses_a_unit_nor_bills_it_twice() {
        var buyer = activeBuyer();
        report(usage(buyer, "4", marketplace.now()));
        awaitPlaces(buyer, "4", "0", "4", "0");

        marketplace.fail("BatchMeterUsage", "LOST_RESPONSE", 2);
        advance(Duration.ofMinutes(75));

        awaitPlaces(buyer, "4", "4", "0", "0");
        assertThat(marketplace.billed(buyer.agreementId(), "requests")).isEqualTo(4);
    }

    @Test
    void the_fractions_of_two_hours_that_end_together_make_whole_units() {
        var buyer = activeBuyer();
        advance(untilMinute(50));
        report(usage(buyer, "1.5", marketplace.now()));
        awaitPlaces(buyer, "1.5", "0", "1.5", "0");
        advance(Duration.ofMinutes(15));
        report(usage(buyer, "1.5", marketplace.now().minus(Duration.ofMinutes(1))));
        awaitPlaces(buyer, "3", "0", "3", "0");

        marketplace.cancel(buyer.agreementId());
        var end = marketplace.now();
        kafka.publish(
                new SubscriptionEnding(buyer.subscriptionId(), buyer.identity(), end, end.plus(Duration.ofHours(1))));

        awaitPlaces(buyer, "3", "3", "0", "0");
    }

    @Test
    void hostile_usage_on_the_topic_is_parked_and_holds_up_nothing() {
        var buyer = activeBuyer();
        var hostile = List.of(
                usage(buyer, "1", marketplace.now()).replace("requests", "a\\u0000b"),
                usage(buyer, "1", Instant.parse("0001-01-01T00:00:00Z")),
                usage(buyer, "1", marketplace.now()).replace("requests", "\\ud800"));
        for (var json : hostile) {
            kafka.send(Topic.USAGE, buyer.subscriptionId(), eventOf(json));
        }

        report(usage(buyer, "2", marketplace.now()));

        awaitPlaces(buyer, "2", "0", "2", "0");
    }

    /** The service follows the marketplace's clock some moments later. */
    private void advance(Duration by) {
        marketplace.advance(by);
        var now = marketplace.now();
        await().atMost(Duration.ofSeconds(5)).until(() -> !clock.instant().isBefore(now.minusSeconds(1)));
    }

    private Duration untilMinute(int minute) {
        var now = marketplace.now();
        var target = now.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1).plusMinutes(minute));
        return Duration.between(now, target);
    }

    private static CloudEvent eventOf(String json) {
        return new JsonFormat().deserialize(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void one_record_that_aws_refuses_holds_up_no_other() {
        var buyer = activeBuyer();
        var other = activeBuyer();
        report(usage(buyer, "6", marketplace.now()), usage(other, "8", marketplace.now()));
        report(usage(buyer, "1", marketplace.now()).replace("requests", "nonsense"));
        awaitPlaces(buyer, "requests", "6", "0", "6", "0");
        awaitPlaces(buyer, "nonsense", "1", "0", "1", "0");

        advance(Duration.ofMinutes(75));

        awaitPlaces(buyer, "requests", "6", "6", "0", "0");
        awaitPlaces(other, "requests", "8", "8", "0", "0");
        awaitPlaces(buyer, "nonsense", "1", "0", "1", "0");
    }

    @Test
    void what_passed_its_last_moment_is_expired() {
        var buyer = activeBuyer();

        report(usage(buyer, "9", marketplace.now().minus(Duration.ofHours(30))));

        awaitPlaces(buyer, "9", "0", "0", "9");
    }

    @Test
    void each_event_of_a_batch_is_answered_for() {
        var buyer = activeBuyer();
        var batch = "[" + usage(buyer, "1", marketplace.now()) + "," + usage(buyer, "-1", marketplace.now()) + ",7]";

        post("application/cloudevents-batch+json", batch, "usage-reporter")
                .statusCode(200)
                .body("results[0].status", equalTo("accepted"))
                .body("results[1].reason", equalTo("quantity-negative"))
                .body("results[2].reason", equalTo("not-a-cloudevent"));
        post("application/cloudevents-batch+json", "{", "usage-reporter")
                .statusCode(400)
                .contentType("application/problem+json");
        post("application/cloudevents+json", usage(buyer, "\"NaN\"", marketplace.now()), "usage-reporter")
                .statusCode(400)
                .body("reason", equalTo("quantity-not-a-number"));
    }

    private Buyer activeBuyer() {
        var agreement = marketplace.subscribe(Map.of("productCode", PRODUCT));
        var since = marketplace.now();
        var buyer = new Buyer(
                agreement.get("agreementId").asText(),
                MarketplaceIdentity.ofLicense(
                        PRODUCT,
                        agreement.get("licenseArn").asText(),
                        agreement.get("customerAwsAccountId").asText()),
                since);
        kafka.publish(new SubscriptionActivated(buyer.subscriptionId(), buyer.identity(), buyer.agreementId(), since));
        return buyer;
    }

    private static String usage(Buyer buyer, String quantity, Instant time) {
        return """
                {"specversion":"1.0","id":"%s","source":"/app","type":"io.stallkeeper.usage.reported.v1","time":"%s",
                 "data":{"subscriptionId":"%s","dimension":"requests","quantity":%s}}
                """.formatted(UUID.randomUUID(), time, buyer.subscriptionId(), quantity);
    }

    private void report(String... events) {
        post("application/cloudevents-batch+json", "[" + String.join(",", events) + "]", "usage-reporter")
                .statusCode(200);
    }

    private ValidatableResponse post(String contentType, String body, String role) {
        return given().config(io.restassured.RestAssured.config()
                        .encoderConfig(io.restassured.config.EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                .encodeContentTypeAs(contentType, io.restassured.http.ContentType.TEXT)))
                .contentType(contentType)
                .auth()
                .oauth2(tokens.tokenFor(role))
                .body(body)
                .post("/v1/usage-events")
                .then();
    }

    private JsonPath ask(String path, Buyer buyer, String... more) {
        return given().auth()
                .oauth2(tokens.tokenFor("operator"))
                .get(
                        path,
                        Stream.concat(Stream.of(buyer.subscriptionId()), Stream.of(more))
                                .toArray())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private void awaitPlaces(Buyer buyer, String reported, String accepted, String pending, String expired) {
        awaitPlaces(buyer, "requests", reported, accepted, pending, expired);
    }

    private void awaitPlaces(
            Buyer buyer, String dimension, String reported, String accepted, String pending, String expired) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            var ledger = given().auth()
                    .oauth2(tokens.tokenFor("operator"))
                    .get("/v1/subscriptions/{id}/ledger", buyer.subscriptionId())
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            var places = List.of("reported", "accepted", "pending", "expired").stream()
                    .map(place -> new BigDecimal(Objects.requireNonNullElse(
                                    ledger.getString(
                                            "dimensions.find { it.dimension == '" + dimension + "' }." + place),
                                    "0"))
                            .toPlainString())
                    .toList();
            assertThat(places).containsExactly(reported, accepted, pending, expired);
        });
    }
}
