package io.stallkeeper.subscription.domain;

import java.time.Instant;

/** What can be asked of a subscription. */
public sealed interface SubscriptionCommand {

    /** Somebody says who the buyer is; a registration knows better than a notification. */
    record RecogniseBuyer(BuyerIdentity buyer, boolean registered) implements SubscriptionCommand {}

    /** The license is another name of the buyer, who is known by customer identifier. */
    record LearnAlias(String aliasId, Instant at) implements SubscriptionCommand {}

    /** The buyer is known as another subscription, to which all that was told of this one belongs. */
    record Merge(String into, Instant at) implements SubscriptionCommand {}

    record NoteSignal(Signal signal) implements SubscriptionCommand {}

    /** Ends the subscription if its final metering hour is over. */
    record PassDeadline(Instant now) implements SubscriptionCommand {}
}
