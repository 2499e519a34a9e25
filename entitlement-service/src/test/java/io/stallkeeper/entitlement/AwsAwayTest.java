package io.stallkeeper.entitlement;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.startsWith;

import io.opentelemetry.api.trace.SpanKind;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stallkeeper.contracts.subscription.EntitlementsChangeNotified;
import io.stallkeeper.contracts.subscription.SubscriptionActivated;
import io.stallkeeper.testkit.infrastructure.StallkeeperServers;
import io.stallkeeper.testkit.infrastructure.TokenIssuer;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** AWS fails, answers oddly, and comes back. */
@QuarkusTest
@QuarkusTestResource(StallkeeperServers.class)
class AwsAwayTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    /** The servers' own, as soon as they run. */
    TokenIssuer tokens = new TokenIssuer();

    @Inject
    Clock clock;

    @Inject
    EndedSpans spans;

    private final Topics topics = new Topics();
    private Seller seller = new Seller(tokens);

    @BeforeEach
    void openTheShop() {
        Buyer.listProducts();
        seller = new Seller(tokens);
    }

    @AfterEach
    void close() {
        topics.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INTERNAL_ERROR", "THROTTLE", "LOST_RESPONSE"})
    void what_is_known_stays_known_grows_stale_and_heals(String fault) {
        var buyer = activated(Map.of("seats", 10));
        await().until(() -> seller.isEntitled(buyer, "seats"));
        Marketplace.change(buyer.agreement(), Map.of("seats", 25));

        Marketplace.inject(fault, 6);
        topics.publish(new EntitlementsChangeNotified(buyer.id(), buyer.identity(), clock.instant()));
        await().untilAsserted(() -> given().get("/q/health/group/answers")
                .then()
                .body("checks[0].status", startsWith("UP"))
                .body("checks[0].data.aws", startsWith("failing since")));
        Marketplace.advanceClock("PT2M");

        await().until(() -> seller.mayUse(buyer, "seats").getBoolean("stale"));
        assertThat(seller.mayUse(buyer, "seats").getBoolean("entitled")).isTrue();
        assertThat(seller.mayUse(buyer, "seats").getInt("value")).isEqualTo(10);
        await().atMost(Duration.ofSeconds(20)).until(() -> seller.isEntitled(buyer, "seats?quantity=25"));
        assertThat(seller.mayUse(buyer, "seats").getBoolean("stale")).isFalse();
    }

    @Test
    void what_was_never_known_is_a_no_until_aws_answers() {
        Marketplace.inject("INTERNAL_ERROR", 3);

        var buyer = activated(Map.of("seats", 10));

        await().until(() -> seller.reason(buyer, "seats"), "not-looked-up-yet"::equals);
        await().until(() -> seller.isEntitled(buyer, "seats"));
    }

    @Test
    void an_empty_page_that_names_a_next_one_is_not_the_end() {
        Marketplace.inject("EMPTY_PAGE", 2);

        var buyer = activated(Map.of("seats", 10));

        await().until(() -> seller.isEntitled(buyer, "seats"));
    }

    @Test
    void the_call_of_aws_belongs_to_the_trace_of_the_event_that_caused_it() {
        var buyer = Buyer.ofLicense(Buyer.CONTRACT, "111122223333", Map.of("seats", 10));
        var event = new SubscriptionActivated(buyer.id(), buyer.identity(), null, clock.instant());

        topics.publish(event, buyer.id(), "traced", "00-" + TRACE + "-00f067aa0ba902b7-01");

        await().until(() -> seller.isEntitled(buyer, "seats"));
        await().untilAsserted(() -> assertThat(spans.ofTrace(TRACE)).anySatisfy(span -> {
            assertThat(span.getName()).isEqualTo("MarketplaceEntitlement.GetEntitlements");
            assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
            assertThat(span.getAttributes().toString())
                    .doesNotContain(buyer.agreement().licenseArn());
        }));
        await().until(() -> !topics.saidOf(buyer.id()).isEmpty());
        assertThat(topics.saidOf(buyer.id()).getFirst().getExtension("traceparent"))
                .asString()
                .contains(TRACE);
    }

    private Buyer activated(Map<String, Object> entitlements) {
        var buyer = Buyer.ofLicense(Buyer.CONTRACT, "111122223333", entitlements);
        topics.publish(new SubscriptionActivated(buyer.id(), buyer.identity(), null, clock.instant()));
        return buyer;
    }
}
