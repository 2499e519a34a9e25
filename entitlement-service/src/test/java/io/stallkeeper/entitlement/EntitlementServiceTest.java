package io.stallkeeper.entitlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.cloudevents.CloudEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stallkeeper.contracts.PublishedEventType;
import io.stallkeeper.contracts.Topic;
import io.stallkeeper.contracts.registration.CustomerRegistered;
import io.stallkeeper.contracts.subscription.SubscriptionEnded;
import io.stallkeeper.contracts.subscription.SubscriptionFailed;
import io.stallkeeper.entitlement.adapters.log.KnownEntitlements;
import io.stallkeeper.entitlement.adapters.log.ReplicaPosition;
import io.stallkeeper.entitlement.adapters.log.StoredEntitlements;
import io.stallkeeper.eventsourcing.log.LogReader;
import io.stallkeeper.eventsourcing.log.RecordedEvent;
import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import io.stallkeeper.testkit.infrastructure.StallkeeperServers;
import io.stallkeeper.testkit.infrastructure.TokenIssuer;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Buyers' lives, against the simulator, Kafka and PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(StallkeeperServers.class)
class EntitlementServiceTest {

    /** The servers' own, as soon as they run. */
    TokenIssuer tokens = new TokenIssuer();

    @Inject
    Clock clock;

    @Inject
    PostgresEventLog log;

    @Inject
    KnownEntitlements running;

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
    void a_license_buyer_may_use_what_the_contract_grants_and_no_more() {
        var buyer = shop.activated(shop.licenseBuyer(Map.of("seats", 10, "tier", "gold", "storage", 1.5)));

        await().until(() -> shop.isEntitled(buyer, "seats"));
        assertThat(shop.mayUse(buyer, "seats").getInt("value")).isEqualTo(10);
        assertThat(shop.mayUse(buyer, "seats").getString("expirationDate")).isNotNull();
        assertThat(shop.mayUse(buyer, "seats").getString("asOf")).isNotNull();
        assertThat(shop.mayUse(buyer, "seats").getBoolean("stale")).isFalse();
        assertThat(shop.isEntitled(buyer, "seats?quantity=10")).isTrue();
        assertThat(shop.reason(buyer, "seats?quantity=11")).isEqualTo("too-few");
        assertThat(shop.isEntitled(buyer, "storage?quantity=1.5")).isTrue();
        assertThat(shop.mayUse(buyer, "tier").getString("value")).isEqualTo("gold");
        assertThat(shop.reason(buyer, "sso")).isEqualTo("not-granted");
    }

    @Test
    void a_legacy_buyer_is_looked_up_by_customer_identifier() {
        var buyer = shop.activated(shop.legacyBuyer(Map.of("seats", 3)));

        await().until(() -> shop.isEntitled(buyer, "seats?quantity=3"));
        assertThat(buyer.id()).startsWith("c-");
    }

    @Test
    void the_entitlements_are_known_at_the_registration_and_may_be_used_from_the_activation() {
        var buyer = shop.licenseBuyer(Map.of("seats", 10));

        shop.kafka.publish(new CustomerRegistered(buyer.id(), buyer.identity(), clock.instant()));

        await().until(() -> shop.get(buyer, "").jsonPath().getList("entitlements.dimension"), List.of("seats")::equals);
        assertThat(shop.reason(buyer, "seats")).isEqualTo("subscription-pending");
        shop.activated(buyer);
        await().until(() -> shop.isEntitled(buyer, "seats"));
    }

    @Test
    void two_agreements_of_one_account_do_not_see_each_others_entitlements() {
        var first = shop.activated(shop.licenseBuyer(Shop.CONTRACT, "333344445555", Map.of("seats", 10)));
        var second = shop.activated(shop.licenseBuyer(Shop.CONTRACT, "333344445555", Map.of("sso", true)));

        await().until(() -> shop.isEntitled(first, "seats") && shop.isEntitled(second, "sso"));
        assertThat(shop.reason(first, "sso")).isEqualTo("not-granted");
        assertThat(shop.reason(second, "seats")).isEqualTo("not-granted");
    }

    @Test
    void a_changed_contract_changes_the_answer_and_is_told_to_the_others() {
        var buyer = shop.activated(shop.licenseBuyer(Map.of("seats", 10)));
        await().until(() -> shop.isEntitled(buyer, "seats"));

        shop.changesContract(buyer, Map.of("seats", 25, "sso", true));
        shop.notifyOfChange(buyer);
        await().until(() -> shop.isEntitled(buyer, "seats?quantity=25") && shop.isEntitled(buyer, "sso"));
        shop.notifyOfChange(buyer);
        shop.kafka.publish(new SubscriptionEnded(buyer.id(), buyer.identity(), clock.instant()));
        await().until(() -> shop.reason(buyer, "seats"), "subscription-ended"::equals);

        var said = shop.kafka.await(Topic.ENTITLEMENT, 3, event -> buyer.id().equals(event.getSubject()));
        assertThat(said)
                .extracting(CloudEvent::getType)
                .containsExactly(
                        "io.stallkeeper.entitlement.granted.v1",
                        "io.stallkeeper.entitlement.granted.v1",
                        "io.stallkeeper.entitlement.revoked.v1");
        assertThat(said).allSatisfy(EntitlementServiceTest::assertAsTheSchemaSays);
    }

    @Test
    void a_contract_that_is_gone_at_aws_is_revoked_while_the_subscription_ends() {
        var buyer = shop.activated(shop.licenseBuyer(Map.of("seats", 10)));
        await().until(() -> shop.isEntitled(buyer, "seats"));

        shop.marketplace.cancel(buyer.agreementId());
        shop.beginsToEnd(buyer);

        await().until(() -> shop.reason(buyer, "seats"), "not-granted"::equals);
        assertThat(shop.get(buyer, "").jsonPath().getString("status")).isEqualTo("ending");
    }

    @Test
    void a_buyer_who_pays_by_usage_may_use_everything_until_leaving_and_aws_is_never_asked() {
        var buyer = shop.activated(shop.licenseBuyer(Shop.USAGE, "444455556666", Map.of()));

        await().until(() -> shop.reason(buyer, "requests?quantity=1000000"), "usage-priced"::equals);
        shop.beginsToEnd(buyer);
        await().until(() -> shop.reason(buyer, "requests"), "subscription-ending"::equals);
        assertThat(storedNames(buyer)).doesNotContain("lookup-requested.v1");
    }

    @Test
    void a_failed_subscription_may_use_nothing() {
        var buyer = shop.licenseBuyer(Map.of("seats", 10));

        shop.kafka.publish(new SubscriptionFailed(buyer.id(), buyer.identity(), clock.instant()));

        await().until(() -> shop.reason(buyer, "seats"), "subscription-failed"::equals);
    }

    @Test
    void one_event_that_comes_twice_takes_effect_once_and_an_unreadable_one_stops_nothing() throws Exception {
        var buyer = shop.licenseBuyer(Map.of("seats", 10));

        var activation = shop.kafka.publish(shop.activationOf(buyer));
        sendUnreadable(buyer.id());
        shop.kafka.send(Topic.SUBSCRIPTION, buyer.id(), activation);
        // Behind the others in their partition, so that its effect tells that theirs is over.
        shop.beginsToEnd(buyer);

        await().until(() -> shop.get(buyer, "").jsonPath().getString("status"), "ending"::equals);
        assertThat(storedNames(buyer)).containsOnlyOnce("subscription-activated.v1");
        assertThat(storedNames(buyer).stream().filter("lookup-requested.v1"::equals))
                .hasSize(2);
    }

    @Test
    void a_contract_is_refreshed_within_a_day_without_being_told_of_a_change() {
        var buyer = shop.activated(shop.licenseBuyer(Map.of("seats", 10)));
        await().until(() -> shop.isEntitled(buyer, "seats"));
        shop.changesContract(buyer, Map.of("seats", 12));

        shop.marketplace.advance(Duration.ofHours(24));

        await().until(() -> shop.isEntitled(buyer, "seats?quantity=12"));
    }

    @Test
    void a_replica_that_starts_knows_from_the_log_alone_what_the_others_know() {
        var buyer = shop.activated(shop.licenseBuyer(Map.of("seats", 10)));
        await().until(() -> shop.isEntitled(buyer, "seats"));

        var started = new KnownEntitlements();
        var position = new ReplicaPosition(clock);
        var reader = new LogReader("started", log, position, started, Duration.ofSeconds(1));
        assertThat(position.hasCaughtUp()).isFalse();
        await().until(() -> !reader.readOnce().await().indefinitely());

        assertThat(position.hasCaughtUp()).isTrue();
        assertThat(started.of(buyer.id())).isEqualTo(running.of(buyer.id()));
    }

    private List<String> storedNames(Buyer buyer) {
        return log
                .inTransaction(transaction -> transaction.read(StoredEntitlements.streamOf(buyer.id())))
                .await()
                .indefinitely()
                .stream()
                .map(RecordedEvent::type)
                .toList();
    }

    private static void sendUnreadable(String key) throws Exception {
        var servers = Map.<String, Object>of("bootstrap.servers", StallkeeperServers.kafka());
        try (var producer = new KafkaProducer<>(servers, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(Topic.SUBSCRIPTION, key, "no event"))
                    .get();
        }
    }

    private static void assertAsTheSchemaSays(CloudEvent event) {
        var type = PublishedEventType.named(event.getType()).orElseThrow();
        try (var schema = PublishedEventType.class.getResourceAsStream(type.schemaResource())) {
            var text = new String(Objects.requireNonNull(schema).readAllBytes(), StandardCharsets.UTF_8);
            var data = new String(Objects.requireNonNull(event.getData()).toBytes(), StandardCharsets.UTF_8);
            assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                            .getSchema(text, InputFormat.JSON)
                            .validate(data, InputFormat.JSON))
                    .isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
