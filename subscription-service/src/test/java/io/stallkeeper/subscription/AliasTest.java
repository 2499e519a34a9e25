package io.stallkeeper.subscription;

import static io.restassured.RestAssured.given;
import static io.stallkeeper.contracts.PublishedEventType.ALIAS_LEARNED;
import static io.stallkeeper.contracts.PublishedEventType.ENTITLEMENTS_CHANGE_NOTIFIED;
import static io.stallkeeper.contracts.PublishedEventType.SUBSCRIPTION_ACTIVATED;
import static io.stallkeeper.contracts.PublishedEventType.SUBSCRIPTION_ENDING;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stallkeeper.contracts.MarketplaceIdentity;
import io.stallkeeper.contracts.SubscriptionId;
import io.stallkeeper.contracts.registration.AliasNamed;
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

/** A customer of an older listing and the license that the customer moves to are one subscription. */
@QuarkusTest
@QuarkusTestResource(StallkeeperServers.class)
class AliasTest {

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
    void a_notice_about_the_license_is_applied_to_its_customer() {
        var buyer = buyer("alias-first");
        queues.send("SNS_ENVELOPE", subscribeSuccess(buyer));
        api.awaitState(idOf(buyer), "ACTIVE");
        nameAlias(buyer);
        SubscriptionTopic.await(idOf(buyer), SUBSCRIPTION_ACTIVATED, ALIAS_LEARNED);

        queues.send("EVENTBRIDGE", buyer.licenseDeprovisioned("end", 30));

        api.awaitState(idOf(buyer), "ENDING");
        var told = SubscriptionTopic.await(
                idOf(buyer), SUBSCRIPTION_ACTIVATED, ALIAS_LEARNED, SUBSCRIPTION_ACTIVATED, SUBSCRIPTION_ENDING);
        assertThat(identity(told.getFirst()).has("licenseArn")).isFalse();
        assertThat(identity(told.get(2)).get("licenseArn").asText()).isEqualTo(buyer.licenseArn());
        assertThat(identity(told.getLast()).get("licenseArn").asText()).isEqualTo(buyer.licenseArn());
        awaitNotFound(buyer.subscriptionId());
    }

    @Test
    void what_was_told_of_a_license_by_itself_is_told_anew_of_its_customer() {
        var buyer = buyer("alias-last");
        subscribeByBothNames(buyer);
        queues.send("EVENTBRIDGE", buyer.agreementEnded("2", 30, "CANCELLED"));
        api.awaitState(buyer.subscriptionId(), "ENDING");

        nameAlias(buyer);

        api.awaitState(idOf(buyer), "ENDING");
        var told = SubscriptionTopic.await(
                idOf(buyer),
                SUBSCRIPTION_ACTIVATED,
                SUBSCRIPTION_ACTIVATED,
                ENTITLEMENTS_CHANGE_NOTIFIED,
                SUBSCRIPTION_ENDING,
                ALIAS_LEARNED);
        assertThat(identity(told.get(3)).get("licenseArn").asText()).isEqualTo(buyer.licenseArn());
        awaitNotFound(buyer.subscriptionId());
        assertThat(api.get("/v1/subscriptions?limit=500")
                        .getString("items.find { it.subscriptionId == 'l-alias-last' }.state"))
                .isEqualTo("MERGED");
    }

    @Test
    void a_license_that_was_replaced_ends_nothing() {
        var buyer = buyer("alias-replaced");
        queues.send("SNS_ENVELOPE", subscribeSuccess(buyer));
        api.awaitState(idOf(buyer), "ACTIVE");
        nameAlias(buyer, buyer.licenseArn());
        nameAlias(buyer, byNextLicense(buyer.licenseArn()));
        SubscriptionTopic.await(idOf(buyer), SUBSCRIPTION_ACTIVATED, ALIAS_LEARNED, ALIAS_LEARNED);

        queues.send("EVENTBRIDGE", buyer.licenseUpdated("1", 10));
        api.awaitDisposition("alias-replaced-1", "applied");
        queues.send("EVENTBRIDGE", byNextLicense(buyer.licenseUpdated("2", 30)));
        api.awaitDisposition("alias-replaced-2", "applied");
        queues.send("EVENTBRIDGE", buyer.licenseDeprovisioned("3", 31));

        api.awaitDisposition("alias-replaced-3", "superseded");
        api.awaitState(idOf(buyer), "ACTIVE");
        var told = SubscriptionTopic.await(
                idOf(buyer),
                SUBSCRIPTION_ACTIVATED,
                ALIAS_LEARNED,
                ALIAS_LEARNED,
                SUBSCRIPTION_ACTIVATED,
                ENTITLEMENTS_CHANGE_NOTIFIED,
                SUBSCRIPTION_ACTIVATED,
                ENTITLEMENTS_CHANGE_NOTIFIED);
        assertThat(identity(told.getLast()).get("licenseArn").asText()).isEqualTo(byNextLicense(buyer.licenseArn()));
    }

    @Test
    void a_notice_about_the_customer_is_applied_to_the_license_that_was_registered() {
        var buyer = buyer("alias-customer-last");
        nameCustomer(buyer);
        SubscriptionTopic.await(buyer.subscriptionId(), ALIAS_LEARNED);

        queues.send("SNS_ENVELOPE", subscribeSuccess(buyer));

        api.awaitState(buyer.subscriptionId(), "ACTIVE");
        awaitNotFound(idOf(buyer));
    }

    @Test
    void what_was_told_of_a_customer_is_told_anew_of_the_license_that_was_registered() {
        var buyer = buyer("alias-customer-first");
        subscribeByBothNames(buyer);
        queues.send("SNS_ENVELOPE", unsubscribePending(buyer, 30));
        api.awaitState(idOf(buyer), "ENDING");

        nameCustomer(buyer);

        var told = SubscriptionTopic.await(
                buyer.subscriptionId(),
                SUBSCRIPTION_ACTIVATED,
                ENTITLEMENTS_CHANGE_NOTIFIED,
                SUBSCRIPTION_ENDING,
                ALIAS_LEARNED);
        assertThat(told.getLast().get("aliasId").asText()).isEqualTo(idOf(buyer));
        awaitNotFound(idOf(buyer));
    }

    /** As two subscriptions, as long as nobody has told that they are one buyer's. */
    private void subscribeByBothNames(Notifications buyer) {
        queues.send("SNS_ENVELOPE", subscribeSuccess(buyer));
        api.awaitState(idOf(buyer), "ACTIVE");
        queues.send("EVENTBRIDGE", buyer.licenseUpdated("1", 10));
        api.awaitState(buyer.subscriptionId(), "ACTIVE");
    }

    private Notifications buyer(String name) {
        return Notifications.of(name, clock.instant().truncatedTo(ChronoUnit.HOURS));
    }

    private static String customerOf(Notifications buyer) {
        return "customer-" + buyer.name();
    }

    private static String idOf(Notifications buyer) {
        return SubscriptionId.ofCustomer(buyer.productCode(), customerOf(buyer)).value();
    }

    private static String subscribeSuccess(Notifications buyer) {
        return sns(buyer, "subscribe-success", 0);
    }

    private static String unsubscribePending(Notifications buyer, int minute) {
        return sns(buyer, "unsubscribe-pending", minute);
    }

    private static String sns(Notifications buyer, String action, int minute) {
        return """
                {"Type":"Notification","MessageId":"%1$s-sns-%2$s","Timestamp":"%3$s","Message":"{\\"action\\":\\"%2$s\\",\
                 \\"customer-identifier\\":\\"%4$s\\",\\"product-code\\":\\"%5$s\\"}"}
                """.formatted(
                buyer.name(), action, buyer.start().plusSeconds(60L * minute), customerOf(buyer), buyer.productCode());
    }

    /** The same of the agreement that replaces the first one. */
    private static String byNextLicense(String text) {
        return text.replaceAll("(l|agmt)-alias-replaced", "$1-alias-replacing");
    }

    /** As the registration service tells it. */
    private static void nameAlias(Notifications buyer) {
        nameAlias(buyer, buyer.licenseArn());
    }

    private static void nameAlias(Notifications buyer, String licenseArn) {
        var customer = MarketplaceIdentity.ofCustomer(buyer.productCode(), customerOf(buyer));
        var license = MarketplaceIdentity.ofLicense(buyer.productCode(), licenseArn, buyer.accountId());
        try (var topic = new PublishedEvents(StallkeeperServers.kafka())) {
            topic.publish(new RegistrationStarted(idOf(buyer), customer, false, Instant.EPOCH));
            topic.publish(new AliasNamed(idOf(buyer), customer, license, Instant.EPOCH));
        }
    }

    /** As the registration service tells it of a product that has moved. */
    private static void nameCustomer(Notifications buyer) {
        var license = MarketplaceIdentity.ofLicense(buyer.productCode(), buyer.licenseArn(), buyer.accountId());
        var customer = MarketplaceIdentity.ofCustomer(buyer.productCode(), customerOf(buyer));
        try (var topic = new PublishedEvents(StallkeeperServers.kafka())) {
            topic.publish(new RegistrationStarted(buyer.subscriptionId(), license, false, Instant.EPOCH));
            topic.publish(new AliasNamed(buyer.subscriptionId(), license, customer, Instant.EPOCH));
        }
    }

    private static JsonNode identity(JsonNode published) {
        return published.get("identity");
    }

    private void awaitNotFound(String subscriptionId) {
        Awaitility.await().untilAsserted(() -> given().auth()
                .oauth2(tokens.tokenFor("operator"))
                .get("/v1/subscriptions/" + subscriptionId)
                .then()
                .statusCode(404));
    }
}
