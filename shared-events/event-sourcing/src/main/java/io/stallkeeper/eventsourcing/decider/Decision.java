package io.stallkeeper.eventsourcing.decider;

import java.util.List;

/** What a decider answers. */
public sealed interface Decision<E> {

    /** The command is carried out by these events; none, if the state is as the command wants it already. */
    record Accepted<E>(List<E> events) implements Decision<E> {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    /**
     * The command is not allowed now. The reason is a stable word in kebab-case, fit for an answer and for a metric.
     */
    record Rejected<E>(String reason) implements Decision<E> {}

    @SafeVarargs
    @SuppressWarnings("varargs") // the array is copied and never written
    static <E> Decision<E> accepted(E... events) {
        return new Accepted<>(List.of(events));
    }

    static <E> Decision<E> rejected(String reason) {
        return new Rejected<>(reason);
    }
}
