package io.stallkeeper.contracts.registration;

import io.stallkeeper.contracts.MarketplaceIdentity;
import io.stallkeeper.contracts.PublishedEvent;
import java.time.Instant;

/**
 * A buyer came with a token that AWS resolved; the form isn't completed yet.
 *
 * @param freeTrial whether the buyer's browser said that the offer is a free trial: a hint, not a proof
 */
public record RegistrationStarted(
        String subscriptionId, MarketplaceIdentity identity, boolean freeTrial, Instant startedAt)
        implements PublishedEvent {}
