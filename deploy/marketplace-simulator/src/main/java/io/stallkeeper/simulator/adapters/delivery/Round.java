package io.stallkeeper.simulator.adapters.delivery;

import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Brings copies to one target, in their order, by a thread of its own. While the target can't be reached, all wait;
 * what it doesn't take is put aside and tried later, and the others go on. What waits is in the outbox too, which
 * bounds it.
 */
final class Round {
    private final BlockingQueue<Copy> waiting = new LinkedBlockingQueue<>();
    private final PriorityBlockingQueue<Aside> aside =
            new PriorityBlockingQueue<>(1, Comparator.comparingLong(Aside::nextTryNanos));
    private final Attempts attempts;
    private final Thread thread;

    private record Aside(Copy copy, long nextTryNanos) {}

    /** What comes of bringing a copy. */
    interface Attempts {
        /** What to do next about a copy that was brought. */
        sealed interface Next {}

        /** It is done with. */
        record Done() implements Next {}

        /** The target is away: the same one again, after this time. */
        record Again(Duration pause) implements Next {}

        /** The target doesn't take it: others first. */
        record Later(Duration pause) implements Next {}

        Next bring(Copy copy) throws InterruptedException;
    }

    Round(String name, Attempts attempts) {
        this.attempts = attempts;
        this.thread = Thread.ofVirtual().name(name).start(this::bringAll);
    }

    void add(Copy copy) {
        waiting.add(copy);
    }

    void removeIf(Predicate<Copy> unwanted) {
        waiting.removeIf(unwanted);
        aside.removeIf(each -> unwanted.test(each.copy()));
    }

    void stop() {
        thread.interrupt();
    }

    private void bringAll() {
        try {
            while (true) {
                Copy copy = waiting.poll(untilNextTry(), TimeUnit.NANOSECONDS);
                if (copy != null) {
                    bring(copy);
                }
                Aside next = aside.peek();
                if (next != null && untilNextTry() <= 0 && aside.remove(next)) {
                    bring(next.copy());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long untilNextTry() {
        Aside next = aside.peek();
        return next == null ? Long.MAX_VALUE : next.nextTryNanos() - System.nanoTime();
    }

    private void bring(Copy copy) throws InterruptedException {
        Attempts.Next next = attempts.bring(copy);
        while (next instanceof Attempts.Again(Duration pause)) {
            Thread.sleep(pause);
            next = attempts.bring(copy);
        }
        if (next instanceof Attempts.Later(Duration pause)) {
            aside.add(new Aside(copy, System.nanoTime() + pause.toNanos()));
        }
    }
}
