package io.stallkeeper.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stallkeeper.contracts.MarketplaceIdentity;
import io.stallkeeper.eventsourcing.log.EventMetadata;
import io.stallkeeper.registration.adapters.postgres.Registrations;
import io.stallkeeper.registration.domain.BuyerIdentity;
import io.stallkeeper.registration.domain.Resolution;
import io.stallkeeper.testkit.infrastructure.StallkeeperServers;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StallkeeperServers.class)
class MigratedBuyerTest {

    @Inject
    Registrations registrations;

    @Test
    void who_registered_before_the_product_moved_goes_on_with_that_registration() {
        var agreement = Marketplace.buy(Marketplace.MIGRATED_PRODUCT, "MIGRATED");
        var customer = Objects.requireNonNull(agreement.customerIdentifier());
        var before = BuyerIdentity.ofCustomer(Marketplace.MIGRATED_PRODUCT, customer, agreement.customerAwsAccountId());
        registrations
                .start(new Resolution.Resolved(before), false, EventMetadata.NONE)
                .await()
                .atMost(Duration.ofSeconds(20));

        Browser.send(Browser.comeToForm(agreement), Map.of("email", "ada@example.com"))
                .then()
                .statusCode(303);

        var subscription = MarketplaceIdentity.ofCustomer(Marketplace.MIGRATED_PRODUCT, customer)
                .toSubscriptionId()
                .value();
        assertThat(PublishedEvents.await(subscription, 3))
                .extracting(PublishedEvents.Event::type)
                .containsExactly(
                        "io.stallkeeper.registration.started.v1",
                        "io.stallkeeper.registration.alias-named.v1",
                        "io.stallkeeper.registration.customer-registered.v1");
    }
}
