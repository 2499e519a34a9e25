package io.stallkeeper.entitlement.adapters.lookup;

import io.stallkeeper.eventsourcing.log.EventMetadata;

/**
 * A lookup that this replica has leased.
 *
 * @param failures how often it has failed so far
 * @param metadata of the event that asked for it
 */
public record DueLookup(String subscriptionId, int failures, EventMetadata metadata) {}
