package io.stallkeeper.contracts.registration;

import io.stallkeeper.contracts.MarketplaceIdentity;
import io.stallkeeper.contracts.PublishedEvent;
import java.time.Instant;

/** The buyer completed the registration. Who that is stays with the registration service. */
public record CustomerRegistered(String subscriptionId, MarketplaceIdentity identity, Instant registeredAt)
        implements PublishedEvent {}
