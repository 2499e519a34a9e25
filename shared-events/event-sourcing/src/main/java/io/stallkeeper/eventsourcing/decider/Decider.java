package io.stallkeeper.eventsourcing.decider;

import java.util.List;

/**
 * The rules of one aggregate as three pure, total functions: no clock, ids, I/O or randomness; what they need comes in
 * with the command.
 *
 * @param <C> commands, imperative
 * @param <S> states
 * @param <E> events, past tense
 */
public interface Decider<C, S, E> {

    /** The state of a stream without events. */
    S initialState();

    /** What follows from the command in that state. Never throws: what isn't allowed is {@link Decision.Rejected}. */
    Decision<E> decide(C command, S state);

    /** The state after the event. Throws IllegalStateException on what cannot have happened. */
    S evolve(S state, E event);

    default S fold(S start, List<? extends E> events) {
        var state = start;
        for (var event : events) {
            state = evolve(state, event);
        }
        return state;
    }
}
