package io.stallkeeper.subscription.adapters.postgres;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.stallkeeper.eventsourcing.log.EventTypes;
import io.stallkeeper.eventsourcing.log.StreamId;
import io.stallkeeper.subscription.domain.SubscriptionEvent;

/** Under which names the subscription's events are kept; a name stays for ever. */
@RegisterForReflection(targets = SubscriptionEvent.class, registerFullHierarchy = true)
public final class StoredSubscriptionEvents {

    public static final EventTypes<SubscriptionEvent> TYPES = EventTypes.<SubscriptionEvent>builder()
            .stored("buyer-recognised.v1", SubscriptionEvent.BuyerRecognised.class)
            .stored("alias-learned.v1", SubscriptionEvent.AliasLearned.class)
            .stored("subscription-merged.v1", SubscriptionEvent.Merged.class)
            .stored("signal-noted.v2", SubscriptionEvent.SignalNoted.class)
            // Before, a license that the buyer moved to was kept with the buyer, and not with the signals of it.
            .upcast("signal-noted.v1", "signal-noted.v2", json -> json)
            .stored("subscription-activated.v1", SubscriptionEvent.Activated.class)
            .stored("subscription-ending.v1", SubscriptionEvent.Ending.class)
            .stored("subscription-ended.v1", SubscriptionEvent.Ended.class)
            .stored("subscription-failed.v1", SubscriptionEvent.Failed.class)
            .stored("entitlements-change-notified.v1", SubscriptionEvent.EntitlementsChangeNotified.class)
            .build();

    private static final String KIND = "subscription";

    private StoredSubscriptionEvents() {}

    public static StreamId streamOf(String subscriptionId) {
        return StreamId.of(KIND, subscriptionId);
    }

    /** The id in the stream's name. Throws IllegalStateException on a stream that isn't a subscription's. */
    public static String subscriptionIdOf(StreamId stream) {
        var prefix = KIND + "-";
        if (!stream.value().startsWith(prefix)) {
            throw new IllegalStateException("not a subscription's stream: " + stream.value());
        }
        return stream.value().substring(prefix.length());
    }
}
