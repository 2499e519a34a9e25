package io.stallkeeper.contracts.registration;

import io.stallkeeper.contracts.MarketplaceIdentity;
import io.stallkeeper.contracts.PublishedEvent;
import java.time.Instant;

/**
 * AWS named a buyer in a second way: a subscription that is known by a customer identifier has a license as well, or
 * one that is known by a license had a customer identifier before the product moved (marketplace-protocol 1.3, 3.8).
 * Both are one buyer, whose subscription keeps its id.
 *
 * @param identity what the subscription is known by
 * @param alias the license and the account that holds it, or the customer identifier
 */
public record AliasNamed(
        String subscriptionId, MarketplaceIdentity identity, MarketplaceIdentity alias, Instant namedAt)
        implements PublishedEvent {}
