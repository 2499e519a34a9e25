package io.stallkeeper.entitlement.adapters.kafka;

import io.stallkeeper.contracts.PublishedEvent;
import io.stallkeeper.contracts.entitlement.EntitlementsGranted;
import io.stallkeeper.contracts.entitlement.EntitlementsRevoked;
import io.stallkeeper.contracts.entitlement.GrantedEntitlement;
import io.stallkeeper.entitlement.adapters.log.StoredEntitlements;
import io.stallkeeper.entitlement.domain.Entitlement;
import io.stallkeeper.entitlement.domain.EntitlementsEvent;
import io.stallkeeper.eventsourcing.kafka.Publication;
import io.stallkeeper.eventsourcing.log.RecordedEvent;
import io.stallkeeper.frame.ContractPublication;
import java.util.List;
import java.util.Optional;

/** What others are told of the events in the log: only what changed what a buyer may use. */
public final class Publications {

    private static final String SOURCE = "/stallkeeper/entitlement-service";

    private Publications() {}

    public static Optional<Publication> of(RecordedEvent recorded) {
        var subscriptionId = StoredEntitlements.subscriptionOf(recorded.stream());
        return published(subscriptionId, StoredEntitlements.TYPES.read(recorded))
                .map(event -> ContractPublication.of(recorded, SOURCE, event));
    }

    private static Optional<PublishedEvent> published(String subscriptionId, EntitlementsEvent event) {
        return switch (event) {
            case EntitlementsEvent.EntitlementsGranted granted ->
                Optional.of(new EntitlementsGranted(subscriptionId, toContract(granted.granted()), granted.asOf()));
            case EntitlementsEvent.EntitlementsRevoked revoked ->
                Optional.of(new EntitlementsRevoked(subscriptionId, "no-entitlements-at-aws", revoked.asOf()));
            case EntitlementsEvent.EntitlementsWithdrawn withdrawn ->
                Optional.of(new EntitlementsRevoked(subscriptionId, "subscription-ended", withdrawn.at()));
            case EntitlementsEvent.BuyerIdentified _,
                    EntitlementsEvent.BecameAlias _,
                    EntitlementsEvent.SubscriptionActivated _,
                    EntitlementsEvent.SubscriptionBeganToEnd _,
                    EntitlementsEvent.SubscriptionEnded _,
                    EntitlementsEvent.SubscriptionFailed _,
                    EntitlementsEvent.LookupRequested _,
                    EntitlementsEvent.EntitlementsConfirmed _ -> Optional.empty();
        };
    }

    private static List<GrantedEntitlement> toContract(List<Entitlement> entitlements) {
        return entitlements.stream()
                .map(entitlement -> new GrantedEntitlement(
                        entitlement.dimension(),
                        entitlement.value().integerValue(),
                        entitlement.value().doubleValue(),
                        entitlement.value().booleanValue(),
                        entitlement.value().stringValue(),
                        entitlement.expirationDate()))
                .toList();
    }
}
