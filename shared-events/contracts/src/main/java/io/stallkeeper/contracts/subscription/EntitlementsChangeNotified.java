package io.stallkeeper.contracts.subscription;

import io.stallkeeper.contracts.MarketplaceIdentity;
import io.stallkeeper.contracts.PublishedEvent;
import java.time.Instant;

/**
 * AWS said that the buyer's entitlements may have changed, never how: GetEntitlements tells (marketplace-protocol 5).
 */
public record EntitlementsChangeNotified(String subscriptionId, MarketplaceIdentity identity, Instant notifiedAt)
        implements PublishedEvent {}
