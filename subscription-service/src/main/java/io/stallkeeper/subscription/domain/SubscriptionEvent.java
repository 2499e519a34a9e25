package io.stallkeeper.subscription.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happened to a subscription; stored, private to this service. */
public sealed interface SubscriptionEvent {

    /** @param registered whether the identity comes from the buyer's registration */
    record BuyerRecognised(BuyerIdentity buyer, boolean registered) implements SubscriptionEvent {}

    /** The id names the same buyer: what is told of it is meant for this subscription. */
    record AliasLearned(String aliasId, String productCode, Instant learnedAt) implements SubscriptionEvent {}

    /** It was the alias of another subscription all the time, and is never heard of again. */
    record Merged(String into, Instant mergedAt) implements SubscriptionEvent {}

    /** AWS notified of something, whether or not it changes anything. */
    record SignalNoted(Signal signal) implements SubscriptionEvent {}

    record Activated(BuyerIdentity buyer, @Nullable String agreementId, Instant activatedAt)
            implements SubscriptionEvent {}

    /** The final metering hour is open, or begins earlier than was known. */
    record Ending(BuyerIdentity buyer, Instant endingSince, Instant meteringDeadline) implements SubscriptionEvent {}

    record Ended(BuyerIdentity buyer, Instant endedAt) implements SubscriptionEvent {}

    record Failed(BuyerIdentity buyer, Instant failedAt) implements SubscriptionEvent {}

    record EntitlementsChangeNotified(BuyerIdentity buyer, Instant notifiedAt) implements SubscriptionEvent {}
}
