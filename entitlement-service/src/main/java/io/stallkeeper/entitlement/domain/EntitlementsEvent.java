package io.stallkeeper.entitlement.domain;

import java.time.Instant;
import java.util.List;

/** What happened to a subscription's entitlements. Times are AWS's where AWS named one. */
public sealed interface EntitlementsEvent {

    /** The first event of every stream; again if AWS later names the buyer differently. */
    record BuyerIdentified(BuyerIdentity buyer) implements EntitlementsEvent {}

    /** The id turned out to be another name of a subscription's buyer. */
    record BecameAlias(String of, Instant at) implements EntitlementsEvent {}

    record SubscriptionActivated(Instant at) implements EntitlementsEvent {}

    record SubscriptionBeganToEnd(Instant at) implements EntitlementsEvent {}

    record SubscriptionEnded(Instant at) implements EntitlementsEvent {}

    record SubscriptionFailed(Instant at) implements EntitlementsEvent {}

    /**
     * AWS is to be asked, as soon as it can be.
     *
     * @param lookup counts from 1 without gaps
     */
    record LookupRequested(long lookup, Instant at) implements EntitlementsEvent {}

    /**
     * AWS grants something else than before: all of it, not the difference.
     *
     * @param lookup the last request that this answers
     * @param asOf when the call began
     */
    record EntitlementsGranted(long lookup, List<Entitlement> granted, Instant asOf) implements EntitlementsEvent {
        public EntitlementsGranted {
            granted = List.copyOf(granted);
        }
    }

    /** AWS grants what it granted before; nothing, if it was never asked before. */
    record EntitlementsConfirmed(long lookup, Instant asOf) implements EntitlementsEvent {}

    /** AWS granted something, and doesn't any more. */
    record EntitlementsRevoked(long lookup, Instant asOf) implements EntitlementsEvent {}

    /** What could be used can't be used any more, since the subscription is over; AWS wasn't asked. */
    record EntitlementsWithdrawn(Instant at) implements EntitlementsEvent {}
}
