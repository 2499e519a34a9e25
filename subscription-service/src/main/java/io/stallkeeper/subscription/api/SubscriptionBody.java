package io.stallkeeper.subscription.api;

import io.stallkeeper.subscription.domain.Subscription;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A subscription, its buyer's account and identifier masked.
 *
 * @param since when it became what it is, by AWS's time; null while it is pending
 */
public record SubscriptionBody(
        String subscriptionId,
        String state,
        String productCode,
        @Nullable String customerAwsAccountId,
        @Nullable String customerIdentifier,
        boolean registered,
        @Nullable Instant since,
        @Nullable Instant meteringDeadline,
        List<HistoryEntry> history) {

    private static final int SHOWN = 4;

    static SubscriptionBody of(String subscriptionId, Subscription.Known state, List<HistoryEntry> history) {
        var buyer = state.life().buyer();
        return new SubscriptionBody(
                subscriptionId,
                state.getClass().getSimpleName().toUpperCase(Locale.ROOT),
                buyer.productCode(),
                masked(buyer.customerAwsAccountId()),
                masked(buyer.customerIdentifier()),
                state.life().registered(),
                since(state),
                state instanceof Subscription.Ending ending ? ending.meteringDeadline() : null,
                history);
    }

    private static @Nullable Instant since(Subscription.Known state) {
        return switch (state) {
            case Subscription.Pending _ -> null;
            case Subscription.Active active -> active.since();
            case Subscription.Ending ending -> ending.since();
            case Subscription.Ended ended -> ended.at();
            case Subscription.Failed failed -> failed.at();
        };
    }

    private static @Nullable String masked(@Nullable String identifier) {
        return identifier == null ? null : "…" + identifier.substring(Math.max(0, identifier.length() - SHOWN));
    }
}
