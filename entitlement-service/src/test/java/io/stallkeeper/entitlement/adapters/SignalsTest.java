package io.stallkeeper.entitlement.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.stallkeeper.contracts.MarketplaceIdentity;
import io.stallkeeper.contracts.PublishedEvent;
import io.stallkeeper.contracts.PublishedEventType;
import io.stallkeeper.contracts.registration.CustomerRegistered;
import io.stallkeeper.contracts.registration.RegistrationStarted;
import io.stallkeeper.contracts.subscription.EntitlementsChangeNotified;
import io.stallkeeper.contracts.subscription.SubscriptionActivated;
import io.stallkeeper.contracts.subscription.SubscriptionEnded;
import io.stallkeeper.contracts.subscription.SubscriptionEnding;
import io.stallkeeper.contracts.subscription.SubscriptionFailed;
import io.stallkeeper.entitlement.adapters.kafka.Signals;
import io.stallkeeper.entitlement.adapters.kafka.Signals.Addressed;
import io.stallkeeper.entitlement.domain.BuyerIdentity;
import io.stallkeeper.entitlement.domain.EntitlementsCommand.ActivateSubscription;
import io.stallkeeper.entitlement.domain.EntitlementsCommand.BeginToEnd;
import io.stallkeeper.entitlement.domain.EntitlementsCommand.EndSubscription;
import io.stallkeeper.entitlement.domain.EntitlementsCommand.FailSubscription;
import io.stallkeeper.entitlement.domain.EntitlementsCommand.RequestLookup;
import io.stallkeeper.entitlement.domain.PricingModel;
import io.stallkeeper.eventsourcing.kafka.Delivery;
import io.stallkeeper.eventsourcing.kafka.Unprocessable;
import io.stallkeeper.eventsourcing.log.EventJson;
import io.stallkeeper.eventsourcing.log.EventMetadata;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignalsTest {

    private static final Instant NOON = Instant.parse("2026-08-20T12:00:00Z");
    private static final String ID = "l-0f3a";
    private static final String LICENSE = "arn:aws:license-manager::1:license:" + ID;
    private static final MarketplaceIdentity IDENTITY =
            new MarketplaceIdentity("product", LICENSE, "111122223333", "customer");
    private static final BuyerIdentity BUYER = BuyerIdentity.ofLicense("product", LICENSE);
    private static final PricingModel PRICING = PricingModel.CONTRACT;

    private final Signals signals =
            new Signals(code -> code.equals("product") ? PRICING : PricingModel.CONTRACT_WITH_CONSUMPTION);

    @Test
    void what_may_have_changed_entitlements_asks_for_a_lookup() throws JsonProcessingException {
        var lookup = new Addressed(ID, new RequestLookup(BUYER, PRICING, NOON));

        assertThat(signals.of(delivery(new CustomerRegistered(ID, IDENTITY, NOON))))
                .contains(lookup);
        assertThat(signals.of(delivery(new EntitlementsChangeNotified(ID, IDENTITY, NOON))))
                .contains(lookup);
    }

    @Test
    void a_customer_who_moved_to_a_license_keeps_the_id() throws JsonProcessingException {
        assertThat(signals.of(delivery(new EntitlementsChangeNotified("c-1", IDENTITY, NOON))))
                .contains(new Addressed("c-1", new RequestLookup(BUYER, PRICING, NOON)));
    }

    @Test
    void the_subscriptions_stages_are_followed() throws JsonProcessingException {
        assertThat(signals.of(delivery(new SubscriptionActivated(ID, IDENTITY, null, NOON))))
                .contains(new Addressed(ID, new ActivateSubscription(BUYER, PRICING, NOON)));
        assertThat(signals.of(delivery(new SubscriptionEnding(ID, IDENTITY, NOON, NOON.plusSeconds(3_600)))))
                .contains(new Addressed(ID, new BeginToEnd(BUYER, PRICING, NOON)));
        assertThat(signals.of(delivery(new SubscriptionEnded(ID, IDENTITY, NOON))))
                .contains(new Addressed(ID, new EndSubscription(BUYER, PRICING, NOON)));
        assertThat(signals.of(delivery(new SubscriptionFailed(ID, IDENTITY, NOON))))
                .contains(new Addressed(ID, new FailSubscription(BUYER, PRICING, NOON)));
    }

    @Test
    void what_is_nothing_to_entitlements_and_what_a_later_version_says_is_passed_over() throws JsonProcessingException {
        assertThat(signals.of(delivery(new RegistrationStarted(ID, IDENTITY, false, NOON))))
                .isEmpty();
        assertThat(signals.of(delivery("io.stallkeeper.subscription.activated.v9", "{}")))
                .isEmpty();
    }

    @Test
    void what_cannot_be_understood_is_to_be_parked() {
        var type = PublishedEventType.SUBSCRIPTION_ENDED.typeName();
        for (var data : new String[] {
            "no json",
            "{}",
            "{\"identity\":{\"productCode\":\"product\"},\"endedAt\":\"2026-08-20T12:00:00Z\"}",
            "{\"identity\":{\"customerIdentifier\":\"customer\"},\"endedAt\":\"2026-08-20T12:00:00Z\"}",
            "{\"identity\":{\"productCode\":\"product\",\"licenseArn\":\"arn:aws:else\",\"customerAwsAccountId\":\"1\"},"
                    + "\"endedAt\":\"2026-08-20T12:00:00Z\"}"
        }) {
            assertThatThrownBy(() -> signals.of(delivery(type, data))).as(data).isInstanceOf(Unprocessable.class);
        }
    }

    private static Delivery delivery(PublishedEvent event) throws JsonProcessingException {
        return delivery(PublishedEventType.of(event).typeName(), EventJson.MAPPER.writeValueAsString(event));
    }

    private static Delivery delivery(String type, String data) {
        return new Delivery(
                CloudEventBuilder.v1()
                        .withId("1")
                        .withSource(URI.create("/test"))
                        .withType(type)
                        .withData("application/json", data.getBytes(StandardCharsets.UTF_8))
                        .build(),
                EventMetadata.NONE);
    }
}
