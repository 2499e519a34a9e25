package io.stallkeeper.subscription;

import static io.stallkeeper.contracts.PublishedEventType.SUBSCRIPTION_ACTIVATED;
import static io.stallkeeper.contracts.PublishedEventType.SUBSCRIPTION_ENDED;
import static io.stallkeeper.contracts.PublishedEventType.SUBSCRIPTION_ENDING;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stallkeeper.contracts.SubscriptionId;
import io.stallkeeper.testkit.infrastructure.Marketplace;
import io.stallkeeper.testkit.infrastructure.StallkeeperServers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** A buyer's whole life at the marketplace, as the other services hear of it. */
@QuarkusTest
@QuarkusTestResource(StallkeeperServers.class)
class MarketplaceLifeTest {

    private final SqsAsyncClient sqs = Queues.client();

    @BeforeEach
    void createQueues() {
        new Queues(sqs).create();
    }

    @AfterEach
    void close() {
        sqs.close();
    }

    @ParameterizedTest
    @CsvSource({"EVENTBRIDGE, CONCURRENT_AGREEMENTS", "SNS_ENVELOPE, LEGACY", "SNS_RAW, LEGACY"})
    void a_subscription_is_activated_by_its_buyer_and_ends_an_hour_after_the_cancellation(
            String form, String identity) {
        var productCode = "life-" + form.toLowerCase(Locale.ROOT);
        try (var marketplace = new Marketplace(StallkeeperServers.simulator())) {
            marketplace.createProduct(
                    productCode,
                    Map.of(
                            "identity",
                            identity,
                            "pricingModel",
                            "USAGE",
                            "dimensions",
                            List.of(Map.of("key", "requests")),
                            "notifications",
                            Map.of("form", form, "queueUrl", Queues.url(form))));
            var agreement = marketplace.subscribe(Map.of("productCode", productCode));
            var subscriptionId = subscriptionId(agreement);
            SubscriptionTopic.await(subscriptionId, SUBSCRIPTION_ACTIVATED);

            // Raw SNS has no time of its own and gets the service's, which follows such a jump with a little delay:
            // less
            // than an hour, or the deadline would have passed as soon as the service sees the new time.
            marketplace.advance(Duration.ofMinutes(45));
            marketplace.cancel(agreement.get("agreementId").asText());
            var ending = SubscriptionTopic.await(subscriptionId, SUBSCRIPTION_ACTIVATED, SUBSCRIPTION_ENDING)
                    .getLast();
            assertThat(Duration.between(instant(ending, "endingSince"), instant(ending, "meteringDeadline")))
                    .isEqualTo(Duration.ofHours(1));

            marketplace.advance(Duration.ofMinutes(61));
            var ended = SubscriptionTopic.await(
                            subscriptionId, SUBSCRIPTION_ACTIVATED, SUBSCRIPTION_ENDING, SUBSCRIPTION_ENDED)
                    .getLast();
            assertThat(instant(ended, "endedAt"))
                    .isAfter(instant(ending, "endingSince"))
                    .isBeforeOrEqualTo(instant(ending, "meteringDeadline"));
        }
    }

    private static Instant instant(JsonNode data, String field) {
        return Instant.parse(data.get(field).asText());
    }

    private static String subscriptionId(JsonNode agreement) {
        var customer = agreement.path("customerIdentifier").asText("");
        return (customer.isEmpty()
                        ? SubscriptionId.ofLicense(agreement.get("licenseArn").asText())
                        : SubscriptionId.ofCustomer(agreement.get("productCode").asText(), customer))
                .value();
    }
}
