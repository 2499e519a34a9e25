package io.stallkeeper.entitlement.adapters.log;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.stallkeeper.entitlement.domain.EntitlementsEvent;
import io.stallkeeper.entitlement.domain.EntitlementsEvent.BecameAlias;
import io.stallkeeper.entitlement.domain.EntitlementsEvent.BuyerIdentified;
import io.stallkeeper.entitlement.domain.EntitlementsEvent.EntitlementsConfirmed;
import io.stallkeeper.entitlement.domain.EntitlementsEvent.EntitlementsGranted;
import io.stallkeeper.entitlement.domain.EntitlementsEvent.EntitlementsRevoked;
import io.stallkeeper.entitlement.domain.EntitlementsEvent.EntitlementsWithdrawn;
import io.stallkeeper.entitlement.domain.EntitlementsEvent.LookupRequested;
import io.stallkeeper.entitlement.domain.EntitlementsEvent.SubscriptionActivated;
import io.stallkeeper.entitlement.domain.EntitlementsEvent.SubscriptionBeganToEnd;
import io.stallkeeper.entitlement.domain.EntitlementsEvent.SubscriptionEnded;
import io.stallkeeper.entitlement.domain.EntitlementsEvent.SubscriptionFailed;
import io.stallkeeper.eventsourcing.log.EventTypes;
import io.stallkeeper.eventsourcing.log.StreamId;

/** Under which names the events are kept, and in which streams. */
@RegisterForReflection(targets = EntitlementsEvent.class, registerFullHierarchy = true)
public final class StoredEntitlements {

    public static final EventTypes<EntitlementsEvent> TYPES = EventTypes.<EntitlementsEvent>builder()
            .stored("buyer-identified.v1", BuyerIdentified.class)
            .stored("subscription-activated.v1", SubscriptionActivated.class)
            .stored("subscription-began-to-end.v1", SubscriptionBeganToEnd.class)
            .stored("subscription-ended.v1", SubscriptionEnded.class)
            .stored("subscription-failed.v1", SubscriptionFailed.class)
            .stored("became-alias.v1", BecameAlias.class)
            .stored("lookup-requested.v1", LookupRequested.class)
            .stored("entitlements-granted.v1", EntitlementsGranted.class)
            .stored("entitlements-confirmed.v1", EntitlementsConfirmed.class)
            .stored("entitlements-revoked.v1", EntitlementsRevoked.class)
            .stored("entitlements-withdrawn.v1", EntitlementsWithdrawn.class)
            .build();

    private static final String KIND = "entitlements";

    private StoredEntitlements() {}

    public static StreamId streamOf(String subscriptionId) {
        return StreamId.of(KIND, subscriptionId);
    }

    /** Throws IllegalStateException if the stream is none of ours: nothing else is in this service's log. */
    public static String subscriptionOf(StreamId stream) {
        if (!stream.value().startsWith(KIND + '-')) {
            throw new IllegalStateException("a stream of another kind: " + stream.value());
        }
        return stream.value().substring(KIND.length() + 1);
    }
}
