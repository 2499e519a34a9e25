package io.stallkeeper.contracts.subscription;

import io.stallkeeper.contracts.MarketplaceIdentity;
import io.stallkeeper.contracts.PublishedEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * From now on the buyer may use the product and usage is metered; also told when a subscription that was ending goes
 * on.
 *
 * @param agreementId AWS's agreement, where the notification named one
 * @param activatedAt the time that AWS gave the notification; usage before it can't be metered
 */
public record SubscriptionActivated(
        String subscriptionId,
        MarketplaceIdentity identity,
        @Nullable String agreementId,
        Instant activatedAt) implements PublishedEvent {}
