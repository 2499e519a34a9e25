package io.stallkeeper.subscription.api;

import io.stallkeeper.eventsourcing.log.RecordedEvent;
import io.stallkeeper.subscription.domain.SubscriptionEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a subscription.
 *
 * @param event its stored name
 * @param at by AWS's time, null for what AWS didn't date
 * @param signal what the notification said, of a notification
 */
public record HistoryEntry(
        String event,
        @Nullable Instant at,
        Instant recordedAt,
        @Nullable String notificationId,
        @Nullable String signal) {

    static HistoryEntry of(RecordedEvent recorded, SubscriptionEvent event) {
        return switch (event) {
            case SubscriptionEvent.SignalNoted(var signal) ->
                new HistoryEntry(
                        recorded.type(),
                        signal.at(),
                        recorded.recordedAt(),
                        signal.notificationId(),
                        signal.kind().name());
            case SubscriptionEvent.BuyerRecognised _ -> entry(recorded, null);
            case SubscriptionEvent.AliasLearned learned -> entry(recorded, learned.learnedAt());
            case SubscriptionEvent.Merged merged -> entry(recorded, merged.mergedAt());
            case SubscriptionEvent.Activated activated -> entry(recorded, activated.activatedAt());
            case SubscriptionEvent.Ending ending -> entry(recorded, ending.endingSince());
            case SubscriptionEvent.Ended ended -> entry(recorded, ended.endedAt());
            case SubscriptionEvent.Failed failed -> entry(recorded, failed.failedAt());
            case SubscriptionEvent.EntitlementsChangeNotified change -> entry(recorded, change.notifiedAt());
        };
    }

    private static HistoryEntry entry(RecordedEvent recorded, @Nullable Instant at) {
        return new HistoryEntry(recorded.type(), at, recorded.recordedAt(), null, null);
    }
}
