package io.stallkeeper.simulator.domain.fault;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Faults that wait for the next calls, in the order in which they were asked for, and those that may come any time. */
public final class Faults {
    private final Map<String, Deque<QueuedFault>> queued = new TreeMap<>();
    private final Map<String, Map<FaultKind, FaultChance>> chances = new TreeMap<>();

    /** Lets this happen to so many calls of its operation. */
    public void queue(QueuedFault fault) {
        queued.computeIfAbsent(fault.operation(), _ -> new ArrayDeque<>()).addLast(fault);
    }

    /** Lets this happen to any call of its operation; takes the place of an earlier chance of the same kind. */
    public void set(FaultChance chance) {
        chances.computeIfAbsent(chance.operation(), _ -> new EnumMap<>(FaultKind.class))
                .put(chance.fault().kind(), chance);
    }

    /** Nothing goes wrong any more, with one operation or with any. */
    public void clear(@Nullable String operation) {
        if (operation == null) {
            queued.clear();
            chances.clear();
        } else {
            queued.remove(operation);
            chances.remove(operation);
        }
    }

    /** What will happen to the operation's next call. */
    public Optional<Fault> next(String operation) {
        return Optional.ofNullable(queued.get(operation)).map(Deque::peekFirst).map(QueuedFault::fault);
    }

    /** What may happen to a call of the operation, if nothing is queued. */
    public List<FaultChance> chances(String operation) {
        return List.copyOf(chances.getOrDefault(operation, Map.of()).values());
    }

    /** How many calls of the operation are still to go wrong. */
    public int waiting(String operation) {
        return queued.getOrDefault(operation, new ArrayDeque<>()).stream()
                .mapToInt(QueuedFault::calls)
                .sum();
    }

    /** Everything that is queued, by operation. */
    public List<QueuedFault> queued() {
        return queued.values().stream().flatMap(Deque::stream).toList();
    }

    /** Everything that may happen, by operation. */
    public List<FaultChance> chances() {
        return chances.values().stream()
                .flatMap(ofOperation -> ofOperation.values().stream())
                .toList();
    }

    /** The first one has happened to a call. */
    public void spend(String operation) {
        Deque<QueuedFault> waiting = queued.get(operation);
        QueuedFault first = waiting == null ? null : waiting.pollFirst();
        if (waiting == null || first == null) {
            throw new IllegalStateException("no fault waits for " + operation);
        }
        if (first.calls() > 1) {
            waiting.addFirst(new QueuedFault(operation, first.fault(), first.calls() - 1));
        } else if (waiting.isEmpty()) {
            queued.remove(operation);
        }
    }
}
