package io.stallkeeper.entitlement;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.stallkeeper.contracts.PublishedEventType;
import io.stallkeeper.contracts.Topic;
import io.stallkeeper.testkit.infrastructure.StallkeeperServers;
import io.stallkeeper.testkit.infrastructure.TokenIssuer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Buyers' lives with the service as it is packaged: a jar or an executable. */
@QuarkusIntegrationTest
@QuarkusTestResource(StallkeeperServers.class)
class PackagedLifeIT {

    /** The servers' own, as soon as they run. */
    TokenIssuer tokens = new TokenIssuer();

    private Shop shop;

    @BeforeEach
    void openTheShop() {
        shop = new Shop(tokens);
    }

    @AfterEach
    void closeTheShop() {
        shop.close();
    }

    @Test
    void what_aws_grants_is_answered_and_told() {
        var buyer = shop.activated(shop.licenseBuyer(Map.of("seats", 10, "tier", "gold", "storage", 1.5)));

        await().until(() -> shop.isEntitled(buyer, "seats?quantity=10"));

        assertThat(shop.isEntitled(buyer, "seats?quantity=11")).isFalse();
        assertThat(shop.mayUse(buyer, "tier").getString("value")).isEqualTo("gold");
        assertThat(shop.mayUse(buyer, "storage").getString("value")).isEqualTo("1.5");
        assertThat(shop.get(buyer, "").jsonPath().getList("entitlements")).hasSize(3);
        var granted = PublishedEventType.ENTITLEMENTS_GRANTED.typeName();
        shop.kafka.await(
                Topic.ENTITLEMENT,
                1,
                event -> event.getType().equals(granted) && buyer.id().equals(event.getSubject()));
    }

    @Test
    void what_aws_refuses_is_asked_again() {
        var buyer = shop.licenseBuyer(Map.of("seats", 10));
        shop.marketplace.fail("GetEntitlements", "THROTTLE", 2);

        shop.activated(buyer);

        await().until(() -> shop.isEntitled(buyer, "seats?quantity=10"));
    }

    @Test
    void it_says_how_it_is_and_what_it_offers() {
        given().get("/q/health/ready").then().statusCode(200).body(containsString("answers from memory"));
        given().get("/q/metrics").then().statusCode(200).body(containsString("stallkeeper_entitlement_"));
        given().auth()
                .oauth2(tokens.tokenFor("operator"))
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body(containsString("/v1/subscriptions/{subscriptionId}/entitlements"));
    }
}
