package io.stallkeeper.entitlement.domain;

import io.stallkeeper.entitlement.domain.Entitlements.Active;
import io.stallkeeper.entitlement.domain.Entitlements.Alias;
import io.stallkeeper.entitlement.domain.Entitlements.Ended;
import io.stallkeeper.entitlement.domain.Entitlements.Ending;
import io.stallkeeper.entitlement.domain.Entitlements.Failed;
import io.stallkeeper.entitlement.domain.Entitlements.Known;
import io.stallkeeper.entitlement.domain.Entitlements.Pending;
import io.stallkeeper.entitlement.domain.Entitlements.Unknown;
import io.stallkeeper.entitlement.domain.EntitlementsCommand.ActivateSubscription;
import io.stallkeeper.entitlement.domain.EntitlementsCommand.BecomeAlias;
import io.stallkeeper.entitlement.domain.EntitlementsCommand.BeginToEnd;
import io.stallkeeper.entitlement.domain.EntitlementsCommand.EndSubscription;
import io.stallkeeper.entitlement.domain.EntitlementsCommand.FailSubscription;
import io.stallkeeper.entitlement.domain.EntitlementsCommand.RecordAnswer;
import io.stallkeeper.entitlement.domain.EntitlementsCommand.RequestLookup;
import io.stallkeeper.entitlement.domain.EntitlementsCommand.Signal;
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
import io.stallkeeper.eventsourcing.decider.Decider;
import io.stallkeeper.eventsourcing.decider.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of what a subscription entitles to (marketplace-protocol 2.3, 3.2, 5). Whatever may have changed the
 * entitlements asks for a lookup; only products that have entitlements are looked up.
 */
public final class EntitlementsDecider implements Decider<EntitlementsCommand, Entitlements, EntitlementsEvent> {

    public static final String NEVER_ASKED_FOR = "lookup-never-asked-for";
    public static final String OLDER_THAN_KNOWN = "older-than-known";
    public static final String ANOTHERS_NAME = "anothers-name";
    public static final String SUBSCRIPTION_OVER = "subscription-over";

    @Override
    public Entitlements initialState() {
        return new Unknown();
    }

    @Override
    public Entitlements evolve(Entitlements state, EntitlementsEvent event) {
        return Entitlements.evolve(state, event);
    }

    @Override
    public Decision<EntitlementsEvent> decide(EntitlementsCommand command, Entitlements state) {
        return switch (command) {
            case Signal signal ->
                switch (state) {
                    case Unknown() -> introduce(signal);
                    case Alias _ -> Decision.rejected(ANOTHERS_NAME);
                    case Known known -> react(signal, known);
                };
            case BecomeAlias(String of, Instant at) ->
                state instanceof Alias ? Decision.accepted() : Decision.accepted(new BecameAlias(of, at));
            case RecordAnswer answer ->
                switch (state) {
                    case Unknown() -> Decision.rejected(NEVER_ASKED_FOR);
                    case Pending(Knowledge known) -> record(answer, known);
                    case Active(Knowledge known, Instant _) -> record(answer, known);
                    case Ending(Knowledge known, Instant _) -> record(answer, known);
                    case Ended _, Failed _ -> Decision.rejected(SUBSCRIPTION_OVER);
                    case Alias _ -> Decision.rejected(ANOTHERS_NAME);
                };
        };
    }

    private Decision<EntitlementsEvent> introduce(Signal signal) {
        var identified = new BuyerIdentified(signal.buyer());
        var events = new ArrayList<EntitlementsEvent>(List.of(identified));
        events.addAll(follow(signal, new Pending(Knowledge.of(signal.buyer()))));
        return new Decision.Accepted<>(events);
    }

    private Decision<EntitlementsEvent> react(Signal signal, Known state) {
        return switch (state) {
            case Pending _, Active _, Ending _ -> {
                var events = new ArrayList<EntitlementsEvent>();
                if (!state.knowledge().buyer().equals(signal.buyer())) {
                    events.add(new BuyerIdentified(signal.buyer()));
                }
                events.addAll(follow(signal, state));
                yield new Decision.Accepted<>(events);
            }
            case Ended(Knowledge known, Instant since) -> reopen(signal, known, since);
            case Failed(Knowledge known, Instant since) -> reopen(signal, known, since);
        };
    }

    /** A customer of an older listing may subscribe again; a late duplicate of an activation revives nothing. */
    private static Decision<EntitlementsEvent> reopen(Signal signal, Knowledge known, Instant since) {
        if (signal instanceof ActivateSubscription && signal.at().isAfter(since)) {
            var events = new ArrayList<EntitlementsEvent>(List.of(new SubscriptionActivated(signal.at())));
            events.addAll(lookup(signal, known));
            return new Decision.Accepted<>(events);
        }
        return Decision.rejected(SUBSCRIPTION_OVER);
    }

    private static List<EntitlementsEvent> follow(Signal signal, Known state) {
        var events = new ArrayList<EntitlementsEvent>();
        var known = state.knowledge();
        switch (signal) {
            case RequestLookup _ -> events.addAll(lookup(signal, known));
            case ActivateSubscription(BuyerIdentity _, PricingModel _, Instant at) -> {
                if (!(state instanceof Active)) {
                    events.add(new SubscriptionActivated(at));
                }
                events.addAll(lookup(signal, known));
            }
            case BeginToEnd(BuyerIdentity _, PricingModel _, Instant at) -> {
                if (!(state instanceof Ending)) {
                    events.add(new SubscriptionBeganToEnd(at));
                }
                events.addAll(lookup(signal, known));
            }
            case EndSubscription(BuyerIdentity _, PricingModel pricing, Instant at) -> {
                events.addAll(withdraw(state, pricing, at));
                events.add(new SubscriptionEnded(at));
            }
            case FailSubscription(BuyerIdentity _, PricingModel pricing, Instant at) -> {
                events.addAll(withdraw(state, pricing, at));
                events.add(new SubscriptionFailed(at));
            }
        }
        return events;
    }

    private static List<EntitlementsEvent> lookup(Signal signal, Knowledge known) {
        return signal.pricing().hasEntitlements()
                ? List.of(new LookupRequested(known.lookups() + 1, signal.at()))
                : List.of();
    }

    private static List<EntitlementsEvent> withdraw(Known state, PricingModel pricing, Instant at) {
        boolean couldUse = pricing.hasEntitlements()
                ? !state.knowledge().granted().isEmpty()
                : state instanceof Active || state instanceof Ending;
        return couldUse ? List.of(new EntitlementsWithdrawn(at)) : List.of();
    }

    private static Decision<EntitlementsEvent> record(RecordAnswer answer, Knowledge known) {
        var last = known.last();
        if (answer.lookup() > known.lookups()) {
            return Decision.rejected(NEVER_ASKED_FOR);
        }
        if (last != null && answer.asOf().isBefore(last.asOf())) {
            return Decision.rejected(OLDER_THAN_KNOWN);
        }
        if (answer.granted().equals(known.granted())) {
            return Decision.accepted(new EntitlementsConfirmed(answer.lookup(), answer.asOf()));
        }
        return answer.granted().isEmpty()
                ? Decision.accepted(new EntitlementsRevoked(answer.lookup(), answer.asOf()))
                : Decision.accepted(new EntitlementsGranted(answer.lookup(), answer.granted(), answer.asOf()));
    }
}
