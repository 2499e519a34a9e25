package io.stallkeeper.subscription;

import static io.stallkeeper.contracts.PublishedEventType.SUBSCRIPTION_ACTIVATED;
import static io.stallkeeper.contracts.PublishedEventType.SUBSCRIPTION_ENDED;
import static io.stallkeeper.contracts.PublishedEventType.SUBSCRIPTION_ENDING;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.stallkeeper.contracts.SubscriptionId;
import io.stallkeeper.testkit.infrastructure.StallkeeperServers;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** A buyer's whole life at the marketplace, as the other services hear of it. */
@QuarkusTest
@QuarkusTestResource(StallkeeperServers.class)
@TestProfile(OwnQueues.class)
class MarketplaceLifeTest {

    @Inject
    SqsAsyncClient sqs;

    @BeforeEach
    void createQueues() {
        new Queues(sqs).create();
    }

    @ParameterizedTest
    @CsvSource({"EVENTBRIDGE, CONCURRENT_AGREEMENTS", "SNS_ENVELOPE, LEGACY", "SNS_RAW, LEGACY"})
    void a_subscription_is_activated_by_its_buyer_and_ends_an_hour_after_the_cancellation(
            String form, String identity) {
        var productCode = "life-" + form.toLowerCase(java.util.Locale.ROOT);
        Marketplace.list(productCode, identity, form);
        try (var published = new PublishedEvents()) {
            var agreement = Marketplace.subscribe(productCode);
            var subscriptionId = subscriptionId(agreement);
            published.await(subscriptionId, SUBSCRIPTION_ACTIVATED);

            Marketplace.pass(Duration.ofMinutes(90));
            Marketplace.cancel(agreement);
            var ending = published
                    .await(subscriptionId, SUBSCRIPTION_ACTIVATED, SUBSCRIPTION_ENDING)
                    .getLast()
                    .data();
            assertThat(Duration.between(instant(ending, "endingSince"), instant(ending, "meteringDeadline")))
                    .isEqualTo(Duration.ofHours(1));

            Marketplace.pass(Duration.ofMinutes(61));
            var ended = published
                    .await(subscriptionId, SUBSCRIPTION_ACTIVATED, SUBSCRIPTION_ENDING, SUBSCRIPTION_ENDED)
                    .getLast()
                    .data();
            assertThat(instant(ended, "endedAt")).isEqualTo(instant(ending, "meteringDeadline"));
        }
    }

    private static Instant instant(com.fasterxml.jackson.databind.JsonNode data, String field) {
        return Instant.parse(data.get(field).asText());
    }

    private static String subscriptionId(JsonPath agreement) {
        var customer = agreement.getString("customerIdentifier");
        return (customer == null
                        ? SubscriptionId.ofLicense(agreement.getString("licenseArn"))
                        : SubscriptionId.ofCustomer(agreement.getString("productCode"), customer))
                .value();
    }
}
