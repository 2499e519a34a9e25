package io.stallkeeper.contracts.entitlement;

import io.stallkeeper.contracts.PublishedEvent;
import java.time.Instant;

/**
 * The buyer is entitled to nothing any more.
 *
 * @param reason {@code subscription-ended} or {@code no-entitlements-at-aws}
 */
public record EntitlementsRevoked(String subscriptionId, String reason, Instant asOf) implements PublishedEvent {}
