package io.stallkeeper.contracts.entitlement;

import io.stallkeeper.contracts.PublishedEvent;
import java.time.Instant;
import java.util.List;

/**
 * All that the buyer is entitled to, as GetEntitlements answered; what was granted before and is missing here is gone.
 *
 * @param asOf when AWS was asked
 */
public record EntitlementsGranted(String subscriptionId, List<GrantedEntitlement> entitlements, Instant asOf)
        implements PublishedEvent {

    public EntitlementsGranted {
        entitlements = List.copyOf(entitlements);
    }
}
