package io.stallkeeper.subscription.adapters.kafka;

import io.stallkeeper.contracts.PublishedEvent;
import io.stallkeeper.contracts.subscription.AliasLearned;
import io.stallkeeper.contracts.subscription.EntitlementsChangeNotified;
import io.stallkeeper.contracts.subscription.SubscriptionActivated;
import io.stallkeeper.contracts.subscription.SubscriptionEnded;
import io.stallkeeper.contracts.subscription.SubscriptionEnding;
import io.stallkeeper.contracts.subscription.SubscriptionFailed;
import io.stallkeeper.eventsourcing.kafka.Publication;
import io.stallkeeper.eventsourcing.log.RecordedEvent;
import io.stallkeeper.frame.ContractPublication;
import io.stallkeeper.subscription.adapters.Identities;
import io.stallkeeper.subscription.adapters.postgres.StoredSubscriptionEvents;
import io.stallkeeper.subscription.domain.SubscriptionEvent;
import java.util.Optional;
import java.util.function.Function;

/** What other services are told of a subscription's stored events. */
public final class Publications implements Function<RecordedEvent, Optional<Publication>> {

    private static final String SOURCE = "/stallkeeper/subscription-service";

    @Override
    public Optional<Publication> apply(RecordedEvent recorded) {
        var subscriptionId = StoredSubscriptionEvents.subscriptionIdOf(recorded.stream());
        return published(subscriptionId, StoredSubscriptionEvents.TYPES.read(recorded))
                .map(event -> ContractPublication.of(recorded, SOURCE, event));
    }

    /** Empty for what stays private. */
    static Optional<PublishedEvent> published(String id, SubscriptionEvent event) {
        return switch (event) {
            case SubscriptionEvent.BuyerRecognised _, SubscriptionEvent.SignalNoted _, SubscriptionEvent.Merged _ ->
                Optional.empty();
            case SubscriptionEvent.AliasLearned(var aliasId, var productCode, var learnedAt) ->
                Optional.of(new AliasLearned(id, aliasId, productCode, learnedAt));
            case SubscriptionEvent.Activated(var buyer, var agreementId, var activatedAt) ->
                Optional.of(new SubscriptionActivated(id, Identities.published(buyer), agreementId, activatedAt));
            case SubscriptionEvent.Ending(var buyer, var endingSince, var deadline) ->
                Optional.of(new SubscriptionEnding(id, Identities.published(buyer), endingSince, deadline));
            case SubscriptionEvent.Ended(var buyer, var endedAt) ->
                Optional.of(new SubscriptionEnded(id, Identities.published(buyer), endedAt));
            case SubscriptionEvent.Failed(var buyer, var failedAt) ->
                Optional.of(new SubscriptionFailed(id, Identities.published(buyer), failedAt));
            case SubscriptionEvent.EntitlementsChangeNotified(var buyer, var notifiedAt) ->
                Optional.of(new EntitlementsChangeNotified(id, Identities.published(buyer), notifiedAt));
        };
    }
}
