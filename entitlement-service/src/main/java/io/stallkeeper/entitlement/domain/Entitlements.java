package io.stallkeeper.entitlement.domain;

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
import java.time.Instant;
import java.util.List;

/** What one subscription entitles its buyer to. */
public sealed interface Entitlements {

    /** Nobody ever spoke of the subscription. */
    record Unknown() implements Entitlements {}

    /** Another name of the buyer of a subscription: what that one entitles to is what counts. */
    record Alias(String of) implements Entitlements {}

    /** What is known of a subscription that was spoken of. */
    sealed interface Known extends Entitlements {
        Knowledge knowledge();
    }

    /** There is a buyer, but AWS hasn't made the subscription effective: nothing may be used. */
    record Pending(Knowledge knowledge) implements Known {}

    /** The subscription is in effect. */
    record Active(Knowledge knowledge, Instant since) implements Known {}

    /** The buyer is leaving: no new billable work, what a contract grants stays as long as AWS grants it. */
    record Ending(Knowledge knowledge, Instant since) implements Known {}

    /** The subscription is over: nothing may be used. */
    record Ended(Knowledge knowledge, Instant since) implements Known {}

    /** The subscription never took effect, for a declined payment for one. */
    record Failed(Knowledge knowledge, Instant since) implements Known {}

    /** The state after the event. Throws IllegalStateException on what cannot have happened. */
    static Entitlements evolve(Entitlements state, EntitlementsEvent event) {
        return switch (state) {
            case Unknown() -> begin(event);
            case Alias _ -> throw new IllegalStateException("nothing happens to another's name");
            case Known known -> evolve(known, event);
        };
    }

    private static Entitlements begin(EntitlementsEvent event) {
        if (event instanceof BuyerIdentified(BuyerIdentity buyer)) {
            return new Pending(Knowledge.of(buyer));
        }
        if (event instanceof BecameAlias(String of, Instant _)) {
            return new Alias(of);
        }
        throw new IllegalStateException(event.getClass().getSimpleName() + " before the buyer was known");
    }

    private static Entitlements evolve(Known state, EntitlementsEvent event) {
        var known = state.knowledge();
        return switch (event) {
            case BuyerIdentified(BuyerIdentity buyer) -> with(state, known.of(buyer, known.lookups()));
            case SubscriptionActivated(Instant at) -> new Active(known, at);
            case SubscriptionBeganToEnd(Instant at) -> new Ending(known, at);
            case SubscriptionEnded(Instant at) -> new Ended(known.closed(), at);
            case SubscriptionFailed(Instant at) -> new Failed(known.closed(), at);
            case LookupRequested(long lookup, Instant at) -> with(state, known.requested(lookup, at));
            case EntitlementsGranted(long lookup, List<Entitlement> granted, Instant asOf) ->
                with(state, known.answered(lookup, granted, asOf));
            case EntitlementsConfirmed(long lookup, Instant asOf) ->
                with(state, known.answered(lookup, known.granted(), asOf));
            case EntitlementsRevoked(long lookup, Instant asOf) -> with(state, known.answered(lookup, List.of(), asOf));
            case EntitlementsWithdrawn(Instant _) -> with(state, known.closed());
            case BecameAlias(String of, Instant _) -> new Alias(of);
        };
    }

    private static Entitlements with(Known state, Knowledge knowledge) {
        return switch (state) {
            case Pending _ -> new Pending(knowledge);
            case Active active -> new Active(knowledge, active.since());
            case Ending ending -> new Ending(knowledge, ending.since());
            case Ended _, Failed _ -> throw new IllegalStateException("the subscription is over");
        };
    }
}
