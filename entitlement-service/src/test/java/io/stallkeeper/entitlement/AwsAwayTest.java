package io.stallkeeper.entitlement;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.startsWith;

import io.opentelemetry.api.trace.SpanKind;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stallkeeper.contracts.Topic;
import io.stallkeeper.eventsourcing.kafka.KafkaRelay;
import io.stallkeeper.eventsourcing.kafka.Publication;
import io.stallkeeper.eventsourcing.kafka.TransactionalProducers;
import io.stallkeeper.eventsourcing.log.EventJson;
import io.stallkeeper.eventsourcing.log.EventMetadata;
import io.stallkeeper.eventsourcing.log.LogPosition;
import io.stallkeeper.eventsourcing.log.RecordedEvent;
import io.stallkeeper.eventsourcing.log.StreamId;
import io.stallkeeper.testkit.infrastructure.StallkeeperServers;
import io.stallkeeper.testkit.infrastructure.TokenIssuer;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** AWS fails, answers oddly, comes back, and is called in the trace of what caused it. */
@QuarkusTest
@QuarkusTestResource(StallkeeperServers.class)
class AwsAwayTest {

    private static final String OPERATION = "GetEntitlements";
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    /** The servers' own, as soon as they run. */
    TokenIssuer tokens = new TokenIssuer();

    @Inject
    EndedSpans spans;

    private Shop shop;

    @BeforeEach
    void openTheShop() {
        shop = new Shop(tokens);
    }

    @AfterEach
    void closeTheShop() {
        shop.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INTERNAL_ERROR", "LOST_RESPONSE"})
    void what_is_known_stays_known_grows_stale_and_heals(String fault) {
        var buyer = shop.activated(shop.licenseBuyer(Map.of("seats", 10)));
        await().until(() -> shop.isEntitled(buyer, "seats"));
        shop.changesContract(buyer, Map.of("seats", 25));

        shop.marketplace.fail(OPERATION, fault, 8);
        shop.notifyOfChange(buyer);
        await().untilAsserted(() -> given().get("/q/health/group/answers")
                .then()
                .statusCode(200)
                .body("checks[0].data.aws", startsWith("failing since")));
        shop.marketplace.advance(Duration.ofMinutes(2));

        await().until(() -> shop.mayUse(buyer, "seats").getBoolean("stale"));
        assertThat(shop.mayUse(buyer, "seats").getBoolean("entitled")).isTrue();
        assertThat(shop.mayUse(buyer, "seats").getInt("value")).isEqualTo(10);
        await().until(() -> shop.isEntitled(buyer, "seats?quantity=25"));
        assertThat(shop.mayUse(buyer, "seats").getBoolean("stale")).isFalse();
    }

    @Test
    void what_was_never_known_is_a_no_until_aws_answers() {
        shop.marketplace.fail(OPERATION, "THROTTLE", 3);

        var buyer = shop.activated(shop.licenseBuyer(Map.of("seats", 10)));

        await().until(() -> shop.reason(buyer, "seats"), "not-looked-up-yet"::equals);
        await().until(() -> shop.isEntitled(buyer, "seats"));
    }

    @Test
    void an_empty_page_that_names_a_next_one_is_not_the_end() {
        shop.marketplace.fail(OPERATION, "EMPTY_PAGE", 2);

        var buyer = shop.activated(shop.licenseBuyer(Map.of("seats", 10)));

        await().until(() -> shop.isEntitled(buyer, "seats"));
    }

    @Test
    void the_call_of_aws_belongs_to_the_trace_of_the_event_that_caused_it() throws Exception {
        var buyer = shop.licenseBuyer(Map.of("seats", 10));

        relayTraced(buyer);

        await().until(() -> shop.isEntitled(buyer, "seats"));
        await().untilAsserted(() -> assertThat(spans.ofTrace(TRACE)).anySatisfy(span -> {
            assertThat(span.getName()).endsWith(OPERATION);
            assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
            assertThat(span.getAttributes().toString())
                    .doesNotContain(String.valueOf(buyer.identity().licenseArn()));
        }));
        assertThat(shop.kafka
                        .await(Topic.ENTITLEMENT, 1, event -> buyer.id().equals(event.getSubject()))
                        .getFirst()
                        .getExtension("traceparent"))
                .asString()
                .contains(TRACE);
    }

    /** As the subscription service sends it. */
    private void relayTraced(Buyer buyer) throws Exception {
        var data = EventJson.MAPPER.writeValueAsString(shop.activationOf(buyer));
        var recorded = new RecordedEvent(
                LogPosition.START,
                new StreamId("subscription-" + buyer.id()),
                1,
                UUID.randomUUID(),
                "subscription-activated.v1",
                data,
                new EventMetadata("00-" + TRACE + "-00f067aa0ba902b7-01", null, null),
                Instant.EPOCH);
        var producers = new TransactionalProducers(StallkeeperServers.kafka(), "test-relay");
        try (var relay = new KafkaRelay(
                producers,
                event -> Optional.of(Publication.of(
                        event,
                        Topic.SUBSCRIPTION,
                        "/stallkeeper/subscription-service",
                        "io.stallkeeper.subscription.activated.v1",
                        buyer.id(),
                        event.data())))) {
            relay.apply(List.of(recorded)).await().atMost(Duration.ofSeconds(20));
        }
    }
}
