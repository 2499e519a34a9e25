package io.stallkeeper.contracts.subscription;

import io.stallkeeper.contracts.MarketplaceIdentity;
import io.stallkeeper.contracts.PublishedEvent;
import java.time.Instant;

/** AWS couldn't make the subscription effective, a declined payment for one: create nothing, meter nothing. */
public record SubscriptionFailed(String subscriptionId, MarketplaceIdentity identity, Instant failedAt)
        implements PublishedEvent {}
