package io.stallkeeper.entitlement;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.stallkeeper.contracts.MarketplaceIdentity;
import io.stallkeeper.contracts.subscription.EntitlementsChangeNotified;
import io.stallkeeper.contracts.subscription.SubscriptionActivated;
import io.stallkeeper.contracts.subscription.SubscriptionEnded;
import io.stallkeeper.testkit.infrastructure.StallkeeperServers;
import io.stallkeeper.testkit.infrastructure.TokenIssuer;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StallkeeperServers.class)
class EntitlementServiceTest {

    private static final String CONTRACT = "contractwithlicenses";

    /** The servers' own, as soon as they run. */
    TokenIssuer tokens = new TokenIssuer();

    private final Topics topics = new Topics();

    @BeforeEach
    void listProducts() {
        Marketplace.list(CONTRACT, "CONCURRENT_AGREEMENTS", "CONTRACT", "seats", "sso");
    }

    @Test
    void a_license_buyer_may_use_what_the_contract_grants_and_no_more() {
        var agreement = Marketplace.subscribe(CONTRACT, "111122223333", Map.of("seats", 10));
        var identity = MarketplaceIdentity.ofLicense(CONTRACT, agreement.licenseArn(), agreement.accountId());
        var id = identity.toSubscriptionId().value();

        topics.publish(new SubscriptionActivated(id, identity, agreement.agreementId(), Instant.now()));

        await().until(() -> ask(id, "seats").getBoolean("entitled"));
        assertThat(ask(id, "seats").getInt("value")).isEqualTo(10);
        assertThat(ask(id, "seats?quantity=10").getBoolean("entitled")).isTrue();
        assertThat(ask(id, "seats?quantity=11").getBoolean("entitled")).isFalse();
        assertThat(ask(id, "sso").getString("reason")).isEqualTo("not-granted");
    }

    @Test
    void a_changed_contract_changes_the_answer() {
        var agreement = Marketplace.subscribe(CONTRACT, "111122223333", Map.of("seats", 10));
        var identity = MarketplaceIdentity.ofLicense(CONTRACT, agreement.licenseArn(), agreement.accountId());
        var id = identity.toSubscriptionId().value();
        topics.publish(new SubscriptionActivated(id, identity, agreement.agreementId(), Instant.now()));
        await().until(() -> ask(id, "seats").getBoolean("entitled"));

        Marketplace.change(agreement, Map.of("seats", 25, "sso", true));
        topics.publish(new EntitlementsChangeNotified(id, identity, Instant.now()));

        await().until(() -> ask(id, "seats?quantity=25").getBoolean("entitled"));
        assertThat(ask(id, "sso").getBoolean("value")).isTrue();

        topics.publish(new SubscriptionEnded(id, identity, Instant.now()));

        await().until(() -> ask(id, "seats").getString("reason").equals("subscription-ended"));
    }

    private JsonPath ask(String subscriptionId, String question) {
        return given().auth()
                .oauth2(tokens.tokenFor("entitlement-reader"))
                .get("/v1/subscriptions/" + subscriptionId + "/entitlements/" + question)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
