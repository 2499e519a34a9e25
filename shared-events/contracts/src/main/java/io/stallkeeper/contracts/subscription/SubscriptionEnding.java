package io.stallkeeper.contracts.subscription;

import io.stallkeeper.contracts.MarketplaceIdentity;
import io.stallkeeper.contracts.PublishedEvent;
import java.time.Instant;

/**
 * The final metering hour is open: what isn't accepted by AWS before the deadline is lost (marketplace-protocol A1).
 *
 * @param endingSince the time of the earliest signal
 * @param meteringDeadline one hour after it
 */
public record SubscriptionEnding(
        String subscriptionId, MarketplaceIdentity identity, Instant endingSince, Instant meteringDeadline)
        implements PublishedEvent {}
