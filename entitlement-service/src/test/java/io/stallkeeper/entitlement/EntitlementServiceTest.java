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
import io.stallkeeper.contracts.subscription.EntitlementsChangeNotified;
import io.stallkeeper.contracts.subscription.SubscriptionActivated;
import io.stallkeeper.contracts.subscription.SubscriptionEnded;
import io.stallkeeper.contracts.subscription.SubscriptionEnding;
import io.stallkeeper.contracts.subscription.SubscriptionFailed;
import io.stallkeeper.entitlement.adapters.log.KnownEntitlements;
import io.stallkeeper.entitlement.adapters.log.ReplicaPosition;
import io.stallkeeper.entitlement.adapters.log.StoredEntitlements;
import io.stallkeeper.eventsourcing.log.LogReader;
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
import org.apache.kafka.clients.producer.ProducerRecord;
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

    @Test
    void a_license_buyer_may_use_what_the_contract_grants_and_no_more() {
        var buyer =
                Buyer.ofLicense(Buyer.CONTRACT, "111122223333", Map.of("seats", 10, "tier", "gold", "storage", 1.5));

        activate(buyer);

        await().until(() -> seller.isEntitled(buyer, "seats"));
        assertThat(seller.mayUse(buyer, "seats").getInt("value")).isEqualTo(10);
        assertThat(seller.mayUse(buyer, "seats").getString("expirationDate")).isNotNull();
        assertThat(seller.mayUse(buyer, "seats").getString("asOf")).isNotNull();
        assertThat(seller.mayUse(buyer, "seats").getBoolean("stale")).isFalse();
        assertThat(seller.isEntitled(buyer, "seats?quantity=10")).isTrue();
        assertThat(seller.reason(buyer, "seats?quantity=11")).isEqualTo("too-few");
        assertThat(seller.isEntitled(buyer, "storage?quantity=1.5")).isTrue();
        assertThat(seller.mayUse(buyer, "tier").getString("value")).isEqualTo("gold");
        assertThat(seller.reason(buyer, "sso")).isEqualTo("not-granted");
    }

    @Test
    void a_legacy_buyer_is_looked_up_by_customer_identifier() {
        var buyer = Buyer.ofLegacyListing("222233334444", Map.of("seats", 3));

        activate(buyer);

        await().until(() -> seller.isEntitled(buyer, "seats?quantity=3"));
        assertThat(buyer.id()).startsWith("c-");
    }

    @Test
    void the_entitlements_are_known_at_the_registration_and_may_be_used_from_the_activation() {
        var buyer = Buyer.ofLicense(Buyer.CONTRACT, "111122223333", Map.of("seats", 10));

        topics.publish(new CustomerRegistered(buyer.id(), buyer.identity(), clock.instant()));

        await().until(
                        () -> seller.get(buyer, "").jsonPath().getList("entitlements.dimension"),
                        List.of("seats")::equals);
        assertThat(seller.reason(buyer, "seats")).isEqualTo("subscription-pending");
        activate(buyer);
        await().until(() -> seller.isEntitled(buyer, "seats"));
    }

    @Test
    void two_agreements_of_one_account_do_not_see_each_others_entitlements() {
        var first = Buyer.ofLicense(Buyer.CONTRACT, "333344445555", Map.of("seats", 10));
        var second = Buyer.ofLicense(Buyer.CONTRACT, "333344445555", Map.of("sso", true));

        activate(first);
        activate(second);

        await().until(() -> seller.isEntitled(first, "seats") && seller.isEntitled(second, "sso"));
        assertThat(seller.reason(first, "sso")).isEqualTo("not-granted");
        assertThat(seller.reason(second, "seats")).isEqualTo("not-granted");
    }

    @Test
    void a_changed_contract_changes_the_answer_and_is_told_to_the_others() {
        var buyer = Buyer.ofLicense(Buyer.CONTRACT, "111122223333", Map.of("seats", 10));
        activate(buyer);
        await().until(() -> seller.isEntitled(buyer, "seats"));

        Marketplace.change(buyer.agreement(), Map.of("seats", 25, "sso", true));
        notifyOfChange(buyer);
        await().until(() -> seller.isEntitled(buyer, "seats?quantity=25") && seller.isEntitled(buyer, "sso"));
        notifyOfChange(buyer);
        topics.publish(new SubscriptionEnded(buyer.id(), buyer.identity(), clock.instant()));
        await().until(() -> seller.reason(buyer, "seats"), "subscription-ended"::equals);

        await().until(() -> topics.saidOf(buyer.id()).size() == 3);
        assertThat(topics.saidOf(buyer.id()))
                .extracting(CloudEvent::getType)
                .containsExactly(
                        "io.stallkeeper.entitlement.granted.v1",
                        "io.stallkeeper.entitlement.granted.v1",
                        "io.stallkeeper.entitlement.revoked.v1");
        assertThat(topics.saidOf(buyer.id())).allSatisfy(EntitlementServiceTest::assertAsTheSchemaSays);
    }

    @Test
    void a_contract_that_is_gone_at_aws_is_revoked_while_the_subscription_ends() {
        var buyer = Buyer.ofLicense(Buyer.CONTRACT, "111122223333", Map.of("seats", 10));
        activate(buyer);
        await().until(() -> seller.isEntitled(buyer, "seats"));

        Marketplace.cancel(buyer.agreement());
        var now = clock.instant();
        topics.publish(new SubscriptionEnding(buyer.id(), buyer.identity(), now, now.plusSeconds(3_600)));

        await().until(() -> seller.reason(buyer, "seats"), "not-granted"::equals);
        assertThat(seller.get(buyer, "").jsonPath().getString("status")).isEqualTo("ending");
    }

    @Test
    void a_buyer_who_pays_by_usage_may_use_everything_until_leaving_and_aws_is_never_asked() {
        var buyer = Buyer.ofLicense(Buyer.USAGE, "444455556666", Map.of());

        activate(buyer);

        await().until(() -> seller.reason(buyer, "requests?quantity=1000000"), "usage-priced"::equals);
        var now = clock.instant();
        topics.publish(new SubscriptionEnding(buyer.id(), buyer.identity(), now, now.plusSeconds(3_600)));
        await().until(() -> seller.reason(buyer, "requests"), "subscription-ending"::equals);
        assertThat(storedNames(buyer)).doesNotContain("lookup-requested.v1");
    }

    @Test
    void a_failed_subscription_may_use_nothing() {
        var buyer = Buyer.ofLicense(Buyer.CONTRACT, "111122223333", Map.of("seats", 10));

        topics.publish(new SubscriptionFailed(buyer.id(), buyer.identity(), clock.instant()));

        await().until(() -> seller.reason(buyer, "seats"), "subscription-failed"::equals);
    }

    @Test
    void one_event_that_comes_twice_takes_effect_once_and_an_unreadable_one_stops_nothing() {
        var buyer = Buyer.ofLicense(Buyer.CONTRACT, "111122223333", Map.of("seats", 10));
        var event = new SubscriptionActivated(buyer.id(), buyer.identity(), null, clock.instant());

        topics.publish(event, buyer.id(), "the-same", null);
        topics.send(new ProducerRecord<>(Topic.SUBSCRIPTION, buyer.id(), "no event".getBytes(StandardCharsets.UTF_8)));
        topics.publish(event, buyer.id(), "the-same", null);
        var failed = Buyer.ofLicense(Buyer.CONTRACT, "111122223333", Map.of("seats", 10));
        // Behind the others in their partition, so that it tells when they are done.
        topics.publish(
                new SubscriptionFailed(failed.id(), failed.identity(), clock.instant()), buyer.id(), "last", null);

        await().until(() -> seller.reason(failed, "seats"), "subscription-failed"::equals);
        await().until(() -> seller.isEntitled(buyer, "seats"));
        assertThat(storedNames(buyer))
                .containsExactly(
                        "buyer-identified.v1",
                        "subscription-activated.v1",
                        "lookup-requested.v1",
                        "entitlements-granted.v1");
    }

    @Test
    void a_contract_is_refreshed_within_a_day_without_being_told_of_a_change() {
        var buyer = Buyer.ofLicense(Buyer.CONTRACT, "111122223333", Map.of("seats", 10));
        activate(buyer);
        await().until(() -> seller.isEntitled(buyer, "seats"));
        Marketplace.change(buyer.agreement(), Map.of("seats", 12));

        Marketplace.advanceClock("PT24H");

        await().until(() -> seller.isEntitled(buyer, "seats?quantity=12"));
    }

    @Test
    void a_replica_that_starts_knows_from_the_log_alone_what_the_others_know() {
        var buyer = Buyer.ofLicense(Buyer.CONTRACT, "111122223333", Map.of("seats", 10));
        activate(buyer);
        await().until(() -> seller.isEntitled(buyer, "seats"));

        var started = new KnownEntitlements();
        var position = new ReplicaPosition(clock);
        var reader = new LogReader("started", log, position, started, Duration.ofSeconds(1));
        assertThat(position.hasCaughtUp()).isFalse();
        await().until(() -> !reader.readOnce().await().indefinitely());

        assertThat(position.hasCaughtUp()).isTrue();
        assertThat(started.of(buyer.id())).isEqualTo(running.of(buyer.id()));
    }

    private void activate(Buyer buyer) {
        topics.publish(new SubscriptionActivated(
                buyer.id(), buyer.identity(), buyer.agreement().agreementId(), clock.instant()));
    }

    private void notifyOfChange(Buyer buyer) {
        topics.publish(new EntitlementsChangeNotified(buyer.id(), buyer.identity(), clock.instant()));
    }

    private List<String> storedNames(Buyer buyer) {
        return log
                .inTransaction(transaction -> transaction.read(StoredEntitlements.streamOf(buyer.id())))
                .await()
                .indefinitely()
                .stream()
                .map(recorded -> recorded.type())
                .toList();
    }

    private static void assertAsTheSchemaSays(CloudEvent event) {
        var type = PublishedEventType.named(event.getType()).orElseThrow();
        try (var schema = KnownEntitlements.class.getResourceAsStream(type.schemaResource())) {
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
