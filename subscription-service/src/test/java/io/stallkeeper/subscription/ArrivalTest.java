package io.stallkeeper.subscription;

import static io.stallkeeper.contracts.PublishedEventType.ENTITLEMENTS_CHANGE_NOTIFIED;
import static io.stallkeeper.contracts.PublishedEventType.SUBSCRIPTION_ACTIVATED;
import static io.stallkeeper.contracts.PublishedEventType.SUBSCRIPTION_ENDING;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stallkeeper.contracts.MarketplaceIdentity;
import io.stallkeeper.contracts.registration.CustomerRegistered;
import io.stallkeeper.contracts.registration.RegistrationStarted;
import io.stallkeeper.testkit.infrastructure.StallkeeperServers;
import io.stallkeeper.testkit.infrastructure.TokenIssuer;
import io.stallkeeper.testkit.kafka.PublishedEvents;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** In whichever order notifications and registrations come in, and however often. */
@QuarkusTest
@QuarkusTestResource(StallkeeperServers.class)
class ArrivalTest {

    @Inject
    SqsAsyncClient sqs;

    @Inject
    Clock clock;

    @SuppressWarnings("NullAway.Init") // filled by the test resource
    TokenIssuer tokens;

    private Queues queues;
    private OperatorApi api;

    @BeforeEach
    void createQueues() {
        queues = new Queues(sqs);
        queues.create();
        api = new OperatorApi(tokens);
    }

    @Test
    void notification_first_or_registration_first_is_the_same() {
        var notificationFirst = buyer("notification-first");
        queues.send("EVENTBRIDGE", notificationFirst.licenseUpdated("1", 0));
        assertThat(api.awaitState("l-notification-first", "ACTIVE").getBoolean("registered"))
                .isFalse();
        register(notificationFirst);

        var registrationFirst = buyer("registration-first");
        register(registrationFirst);
        api.awaitState("l-registration-first", "PENDING");
        queues.send("EVENTBRIDGE", registrationFirst.licenseUpdated("1", 0));

        api.awaitState("l-registration-first", "ACTIVE");
        Awaitility.await().untilAsserted(() -> {
            var first = api.get("/v1/subscriptions/l-notification-first");
            var second = api.get("/v1/subscriptions/l-registration-first");
            assertThat(first.getString("state")).isEqualTo(second.getString("state"));
            assertThat(first.getString("since")).isEqualTo(second.getString("since"));
            assertThat(first.getBoolean("registered")).isTrue();
            assertThat(second.getBoolean("registered")).isTrue();
        });
    }

    @Test
    void an_agreement_that_nobody_knows_waits_for_its_license() {
        var buyer = buyer("waits");
        queues.send("EVENTBRIDGE", buyer.agreementEnded("ended", 5, "CANCELLED"));
        api.awaitDisposition("waits-ended", "waiting");

        queues.send("EVENTBRIDGE", buyer.licenseUpdated("updated", 0));

        api.awaitState("l-waits", "ENDING");
        assertThat(api.notifications("applied")).contains("waits-ended", "waits-updated");
        SubscriptionTopic.await("l-waits", SUBSCRIPTION_ACTIVATED, SUBSCRIPTION_ENDING);
    }

    @Test
    void an_agreement_is_found_by_account_and_product_if_one_subscription_comes_into_question() {
        var other = new Notifications("by-product-other", now());
        queues.send(
                "EVENTBRIDGE",
                other.licenseUpdated("1", 0)
                        .replace("prod-by-product-other", "prod-by-product")
                        .replace("code-by-product-other", "code-by-product"));
        api.awaitState("l-by-product-other", "ACTIVE");
        var buyer = buyer("by-product");
        queues.send("EVENTBRIDGE", buyer.agreementEndedOfProduct("ended", 5));
        api.awaitDisposition("by-product-ended", "waiting");

        register(buyer);

        api.awaitState("l-by-product", "ENDING");
        assertThat(api.get("/v1/subscriptions/l-by-product-other").getString("state"))
                .isEqualTo("ACTIVE");
    }

    @Test
    void with_two_that_come_into_question_nothing_is_guessed() {
        var buyer = buyer("two");
        queues.send(
                "EVENTBRIDGE",
                new Notifications("two-other", now())
                        .licenseUpdated("1", 0)
                        .replace("prod-two-other", "prod-two")
                        .replace("code-two-other", "code-two"));
        api.awaitState("l-two-other", "ACTIVE");
        register(buyer);
        register(buyer, "l-two-more");
        api.awaitState("l-two", "PENDING");
        api.awaitState("l-two-more", "PENDING");

        queues.send("EVENTBRIDGE", buyer.agreementEndedOfProduct("ended", 5));

        api.awaitDisposition("two-ended", "waiting");
    }

    @Test
    void twins_repetitions_and_agreements_with_a_successor_have_no_effect() {
        var buyer = buyer("twins");
        queues.send("EVENTBRIDGE", buyer.licenseUpdated("1", 0));
        api.awaitState("l-twins", "ACTIVE");
        queues.send("EVENTBRIDGE", buyer.licenseUpdated("1", 0));
        queues.send("EVENTBRIDGE", buyer.licenseUpdated("2", 0).replace("Manufacturer", "Proposer"));
        queues.send("EVENTBRIDGE", buyer.agreementEnded("renewed", 1, "RENEWED"));
        queues.send("EVENTBRIDGE", buyer.event("Purchase Agreement Created - Proposer", "created", 0, "\"a\":1"));
        api.awaitDisposition("twins-2", "twin");
        api.awaitDisposition("twins-renewed", "ignored");
        api.awaitDisposition("twins-created", "ignored");
        queues.send("EVENTBRIDGE", buyer.licenseUpdated("3", 10));

        SubscriptionTopic.await("l-twins", SUBSCRIPTION_ACTIVATED, ENTITLEMENTS_CHANGE_NOTIFIED);
    }

    @Test
    void a_late_activation_does_not_revive_a_license_that_has_ended() {
        var buyer = new Notifications("late", now().minus(3, ChronoUnit.HOURS));
        queues.send("EVENTBRIDGE", buyer.licenseDeprovisioned("end", 10));
        // Without an activation it isn't known that there ever was one.
        api.awaitState("l-late", "ENDED");

        queues.send("EVENTBRIDGE", buyer.licenseUpdated("start", 0));

        api.awaitDisposition("late-start", "superseded");
        assertThat(api.get("/v1/subscriptions/l-late").getString("state")).isEqualTo("ENDED");
    }

    private Notifications buyer(String name) {
        return Notifications.of(name, now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.HOURS);
    }

    private static void register(Notifications buyer) {
        register(buyer, buyer.subscriptionId());
    }

    private static void register(Notifications buyer, String license) {
        var identity = MarketplaceIdentity.ofLicense(
                buyer.productCode(), "arn:aws:license-manager::294406891311:license:" + license, buyer.accountId());
        try (var topic = new PublishedEvents(StallkeeperServers.kafka())) {
            topic.publish(new RegistrationStarted(license, identity, false, buyer.start()));
            topic.publish(new CustomerRegistered(license, identity, buyer.start()));
        }
    }
}
