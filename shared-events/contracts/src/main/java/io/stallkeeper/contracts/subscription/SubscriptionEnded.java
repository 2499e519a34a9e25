package io.stallkeeper.contracts.subscription;

import io.stallkeeper.contracts.MarketplaceIdentity;
import io.stallkeeper.contracts.PublishedEvent;
import java.time.Instant;

/** The subscription is over and its final metering hour has closed: nothing is metered or granted any more. */
public record SubscriptionEnded(String subscriptionId, MarketplaceIdentity identity, Instant endedAt)
        implements PublishedEvent {}
