package io.stallkeeper.simulator.domain.fault;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Faults that wait for the next calls, in the order in which they were asked for. */
public final class Faults {
    private final Map<String, Deque<FaultKind>> byOperation = new HashMap<>();

    /** Lets this happen to so many calls of the operation. */
    public void inject(String operation, FaultKind kind, int count) {
        Deque<FaultKind> waiting = byOperation.computeIfAbsent(operation, _ -> new ArrayDeque<>());
        for (int i = 0; i < count; i++) {
            waiting.addLast(kind);
        }
    }

    /** What will happen to the operation's next call. */
    public Optional<FaultKind> next(String operation) {
        return Optional.ofNullable(byOperation.get(operation)).map(Deque::peekFirst);
    }

    /** How many calls of the operation are still to go wrong. */
    public int waiting(String operation) {
        return byOperation.getOrDefault(operation, new ArrayDeque<>()).size();
    }

    /** It has happened to a call. */
    public void spend(String operation) {
        Deque<FaultKind> waiting = byOperation.get(operation);
        if (waiting == null || waiting.pollFirst() == null) {
            throw new IllegalStateException("no fault waits for " + operation);
        }
    }
}
