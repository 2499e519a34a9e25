package io.stallkeeper.subscription.domain;

import io.stallkeeper.eventsourcing.decider.Decider;
import io.stallkeeper.eventsourcing.decider.Decision;
import io.stallkeeper.subscription.domain.Subscription.Active;
import io.stallkeeper.subscription.domain.Subscription.Ended;
import io.stallkeeper.subscription.domain.Subscription.Ending;
import io.stallkeeper.subscription.domain.Subscription.Failed;
import io.stallkeeper.subscription.domain.Subscription.Known;
import io.stallkeeper.subscription.domain.Subscription.Merged;
import io.stallkeeper.subscription.domain.Subscription.Pending;
import io.stallkeeper.subscription.domain.Subscription.Unknown;
import io.stallkeeper.subscription.domain.SubscriptionCommand.LearnAlias;
import io.stallkeeper.subscription.domain.SubscriptionCommand.Merge;
import io.stallkeeper.subscription.domain.SubscriptionCommand.NoteSignal;
import io.stallkeeper.subscription.domain.SubscriptionCommand.PassDeadline;
import io.stallkeeper.subscription.domain.SubscriptionCommand.RecogniseBuyer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules of a subscription's life (marketplace-protocol 2.3, 3.5, 3.7, A1, A2). */
public final class SubscriptionDecider implements Decider<SubscriptionCommand, Subscription, SubscriptionEvent> {

    /** Somebody registered by this name: it isn't a mere alias. */
    public static final String REGISTERED = "registered-by-itself";

    private static final String BUYER_UNKNOWN = "buyer-unknown";

    @Override
    public Subscription initialState() {
        return new Unknown();
    }

    @Override
    public Subscription evolve(Subscription state, SubscriptionEvent event) {
        return Subscription.evolve(state, event);
    }

    @Override
    public Decision<SubscriptionEvent> decide(SubscriptionCommand command, Subscription state) {
        return switch (command) {
            case RecogniseBuyer(var buyer, var registered) -> recognise(buyer, registered, state);
            case LearnAlias(var aliasId, var at) ->
                switch (state) {
                    case Unknown _, Merged _ -> Decision.rejected(BUYER_UNKNOWN);
                    case Known known ->
                        Decision.accepted(new SubscriptionEvent.AliasLearned(
                                aliasId, known.life().buyer().productCode(), at));
                };
            case Merge(var into, var at) ->
                switch (state) {
                    case Unknown _, Merged _ -> Decision.accepted();
                    case Known known ->
                        known.life().registered()
                                ? Decision.rejected(REGISTERED)
                                : Decision.accepted(new SubscriptionEvent.Merged(into, at));
                };
            case NoteSignal(var signal) ->
                switch (state) {
                    case Unknown _ -> Decision.rejected(BUYER_UNKNOWN);
                    case Merged _ -> Decision.accepted();
                    case Known known -> note(signal, known);
                };
            case PassDeadline(var now) ->
                switch (state) {
                    case Unknown _ -> Decision.rejected(BUYER_UNKNOWN);
                    case Ending ending -> pass(now, ending);
                    case Pending _, Active _, Ended _, Failed _, Merged _ -> Decision.accepted();
                };
        };
    }

    private static Decision<SubscriptionEvent> recognise(BuyerIdentity told, boolean registered, Subscription state) {
        return switch (state) {
            case Unknown _ -> Decision.accepted(new SubscriptionEvent.BuyerRecognised(told, registered));
            case Merged _ -> Decision.accepted();
            case Known known -> {
                var life = known.life();
                var buyer = told.after(life.buyer());
                boolean isNews =
                        registered && !(life.registered() && life.buyer().equals(buyer));
                yield isNews
                        ? Decision.accepted(new SubscriptionEvent.BuyerRecognised(buyer, true))
                        : Decision.accepted();
            }
        };
    }

    private static Decision<SubscriptionEvent> note(Signal signal, Known state) {
        if (state.life().knows(signal)) {
            return Decision.accepted();
        }
        var life = state.life().with(signal);
        var standing = byTheClock(Chronology.of(life), state);
        var events = new ArrayList<SubscriptionEvent>();
        events.add(new SubscriptionEvent.SignalNoted(signal));
        move(state, life).ifPresent(events::add);
        change(state, standing)
                .or(() -> entitlementsChange(signal, standing, state))
                .ifPresent(events::add);
        return new Decision.Accepted<>(events);
    }

    /** Who has moved to another license is told anew by it: whoever calls AWS has to know. */
    private static Optional<SubscriptionEvent> move(Known state, Life life) {
        return life.buyer().equals(state.life().buyer())
                ? Optional.empty()
                : switch (state) {
                    case Active _, Ending _ -> told(state.with(life));
                    case Pending _, Ended _, Failed _ -> Optional.empty();
                };
    }

    /** Where the clock has passed one deadline, it has passed an earlier one. */
    private static Known byTheClock(Known standing, Known state) {
        return state instanceof Ended ended
                        && standing instanceof Ending ending
                        && !ending.meteringDeadline().isAfter(ended.at())
                ? new Ended(ending.life(), ending.meteringDeadline())
                : standing;
    }

    private static Optional<SubscriptionEvent> change(Known from, Known to) {
        return to.with(from.life()).equals(from) ? Optional.empty() : told(to);
    }

    private static Optional<SubscriptionEvent> told(Known standing) {
        var buyer = standing.life().buyer();
        return switch (standing) {
            case Pending _ -> Optional.empty();
            case Active active ->
                Optional.of(new SubscriptionEvent.Activated(buyer, active.agreementId(), active.since()));
            case Ending ending ->
                Optional.of(new SubscriptionEvent.Ending(buyer, ending.since(), ending.meteringDeadline()));
            case Ended ended -> Optional.of(new SubscriptionEvent.Ended(buyer, ended.at()));
            case Failed failed -> Optional.of(new SubscriptionEvent.Failed(buyer, failed.at()));
        };
    }

    /** Where nothing else changes: a license is updated when it is created and whenever what it grants changes. */
    private static Optional<SubscriptionEvent> entitlementsChange(Signal signal, Known standing, Known state) {
        boolean mayHaveChanged =
                switch (signal.kind()) {
                    case ENTITLEMENTS_CHANGED -> true;
                    case ACTIVATED -> state instanceof Active;
                    case FAILED, ENDING, DEPROVISIONED, CLOSED -> false;
                };
        return mayHaveChanged
                ? Optional.of(new SubscriptionEvent.EntitlementsChangeNotified(
                        standing.life().buyer(), signal.at()))
                : Optional.empty();
    }

    private static Decision<SubscriptionEvent> pass(Instant now, Ending ending) {
        return now.isBefore(ending.meteringDeadline())
                ? Decision.accepted()
                : new Decision.Accepted<>(
                        List.of(new SubscriptionEvent.Ended(ending.life().buyer(), ending.meteringDeadline())));
    }
}
