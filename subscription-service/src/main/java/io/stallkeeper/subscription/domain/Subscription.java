package io.stallkeeper.subscription.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a subscription stands. Instants are AWS's, UTC. */
public sealed interface Subscription {

    /** Nobody has named the buyer yet. */
    record Unknown() implements Subscription {}

    /** An alias of another one, which has taken over all that was told of it. */
    record Merged(String into) implements Subscription {}

    /** A subscription whose buyer is known. */
    sealed interface Known extends Subscription {

        Life life();

        Known with(Life life);
    }

    /** AWS hasn't said that it is effective: nothing is granted or metered. */
    record Pending(Life life) implements Known {
        @Override
        public Known with(Life other) {
            return new Pending(other);
        }
    }

    record Active(Life life, Instant since, @Nullable String agreementId) implements Known {
        @Override
        public Known with(Life other) {
            return new Active(other, since, agreementId);
        }
    }

    /** The final metering hour is open until the deadline (marketplace-protocol A1). */
    record Ending(Life life, Instant since, Instant meteringDeadline) implements Known {
        @Override
        public Known with(Life other) {
            return new Ending(other, since, meteringDeadline);
        }
    }

    record Ended(Life life, Instant at) implements Known {
        @Override
        public Known with(Life other) {
            return new Ended(other, at);
        }
    }

    /** It never became effective, a declined payment for one. */
    record Failed(Life life, Instant at) implements Known {
        @Override
        public Known with(Life other) {
            return new Failed(other, at);
        }
    }

    /** Throws IllegalStateException on an event that cannot have happened in that state. */
    static Subscription evolve(Subscription state, SubscriptionEvent event) {
        return switch (state) {
            case Unknown _ -> {
                if (event instanceof SubscriptionEvent.BuyerRecognised(var buyer, var registered)) {
                    yield new Pending(new Life(buyer, registered, List.of()));
                }
                throw impossible(state, event);
            }
            case Merged _ -> throw impossible(state, event);
            case Known known ->
                event instanceof SubscriptionEvent.Merged merged ? new Merged(merged.into()) : evolve(known, event);
        };
    }

    private static Known evolve(Known state, SubscriptionEvent event) {
        var life = state.life();
        return switch (event) {
            case SubscriptionEvent.BuyerRecognised(var buyer, var registered) -> state.with(life.of(buyer, registered));
            case SubscriptionEvent.SignalNoted(var signal) -> {
                if (life.knows(signal)) {
                    throw impossible(state, event);
                }
                yield state.with(life.with(signal));
            }
            case SubscriptionEvent.Activated activated -> {
                if (!life.knowsAnyOf(activated.activatedAt())) {
                    throw impossible(state, event);
                }
                yield new Active(life, activated.activatedAt(), activated.agreementId());
            }
            case SubscriptionEvent.Ending ending -> {
                if (!life.knowsAnyOf(ending.endingSince())) {
                    throw impossible(state, event);
                }
                yield new Ending(life, ending.endingSince(), ending.meteringDeadline());
            }
            case SubscriptionEvent.Ended ended -> new Ended(life, ended.endedAt());
            case SubscriptionEvent.Failed failed ->
                switch (state) {
                    case Pending _, Failed _ -> new Failed(life, failed.failedAt());
                    case Active _, Ending _, Ended _ -> throw impossible(state, event);
                };
            case SubscriptionEvent.EntitlementsChangeNotified _, SubscriptionEvent.AliasLearned _ -> state;
            case SubscriptionEvent.Merged _ -> throw impossible(state, event);
        };
    }

    private static IllegalStateException impossible(Subscription state, SubscriptionEvent event) {
        return new IllegalStateException(
                event.getClass().getSimpleName() + " in " + state.getClass().getSimpleName());
    }
}
