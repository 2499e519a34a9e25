package io.stallkeeper.metering;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.stallkeeper.contracts.PublishedEventType;
import io.stallkeeper.contracts.Topic;
import io.stallkeeper.eventsourcing.time.MarketplaceClock;
import io.stallkeeper.testkit.infrastructure.StallkeeperServers;
import io.stallkeeper.testkit.infrastructure.TokenIssuer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Usage on its whole way, with the service as it is packaged: a jar or an executable. */
@QuarkusIntegrationTest
@QuarkusTestResource(StallkeeperServers.class)
class PackagedServiceIT {

    @SuppressWarnings("NullAway.Init") // filled by the test resource
    TokenIssuer tokens;

    private final MarketplaceClock clock = StallkeeperServers.clock();
    private Seller seller;

    @BeforeEach
    void find_a_seller() {
        seller = new Seller(tokens, clock);
    }

    @AfterEach
    void stop_the_clock() {
        clock.close();
    }

    @Test
    void usage_is_billed_when_its_hour_has_settled() {
        var buyer = seller.buyerOf(Seller.USAGE);
        seller.report(seller.use(buyer, "requests", "2.5"), seller.use(buyer, "requests", "4.5"));
        seller.awaitUnits(buyer, "requests", "reported", "7");

        seller.advance(Duration.ofMinutes(75));

        seller.awaitUnits(buyer, "requests", "accepted", "7");
        var metered = PublishedEventType.USAGE_METERED.typeName();
        seller.kafka()
                .await(
                        Topic.METERING,
                        1,
                        event -> event.getType().equals(metered) && buyer.id().equals(event.getSubject()));
    }

    @Test
    void an_answer_of_aws_that_gets_lost_bills_nothing_twice() {
        var buyer = seller.buyerOf(Seller.USAGE);
        seller.report(seller.use(buyer, "requests", "3"));
        seller.awaitUnits(buyer, "requests", "reported", "3");
        seller.marketplace().fail("BatchMeterUsage", "LOST_RESPONSE", 1);

        seller.advance(Duration.ofMinutes(75));

        seller.awaitUnits(buyer, "requests", "accepted", "3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
    void usage_is_read_whatever_it_is_compressed_with(String codec) {
        var buyer = seller.buyerOf(Seller.USAGE);

        SellersUsage.toTopic(
                SellersUsage.STRUCTURED, seller.use(buyer, "requests", "1").json(), codec);

        seller.awaitUnits(buyer, "requests", "reported", "1");
    }

    @Test
    void errors_are_problems() {
        given().contentType(SellersUsage.STRUCTURED)
                .body("{}")
                .post("/v1/usage-events")
                .then()
                .statusCode(401)
                .contentType("application/problem+json");
        seller.ask("/v1/subscriptions/l-nobody/ledger")
                .statusCode(404)
                .contentType("application/problem+json")
                .body("status", equalTo(404));
        given().auth()
                .oauth2(tokens.tokenFor("usage-reporter"))
                .contentType(SellersUsage.STRUCTURED + "; charset=utf-8")
                .body("{")
                .post("/v1/usage-events")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void it_says_how_it_is_and_what_it_offers() {
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200).body(containsString("stallkeeper_metering_"));
        given().auth()
                .oauth2(tokens.tokenFor("operator"))
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body(containsString("/v1/usage-events"));
    }
}
