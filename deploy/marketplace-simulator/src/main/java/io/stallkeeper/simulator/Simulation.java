package io.stallkeeper.simulator;

import io.stallkeeper.simulator.adapters.journal.Journal;
import io.stallkeeper.simulator.adapters.journal.JournalEntry;
import io.stallkeeper.simulator.domain.Behavior;
import io.stallkeeper.simulator.domain.Decision;
import io.stallkeeper.simulator.domain.Marketplace;
import io.stallkeeper.simulator.domain.MarketplaceEvent;
import io.stallkeeper.simulator.domain.Moment;
import io.stallkeeper.simulator.domain.PassageOfTime;
import io.stallkeeper.simulator.domain.Retelling;
import io.stallkeeper.simulator.domain.StageSettingDecider;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The running marketplace: one decision at a time, and nobody sees what isn't in the journal. What is due by the
 * marketplace's clock happens before each decision and after it, so that no answer is older than the clock. If the
 * journal can't be written, nobody is answered any more: every method throws UncheckedIOException. If something can't
 * happen that the journal says has happened, every method throws IllegalStateException until a restart reads it again.
 */
public final class Simulation implements AutoCloseable {
    /** So much that is due is decided before it is written and told, so that a jump over years takes no more memory. */
    private static final int DUE_AT_ONCE = 1_000;

    private final ReentrantLock turn = new ReentrantLock();
    private final ReentrantLock telling = new ReentrantLock();
    private final ReentrantLock summarizing = new ReentrantLock();
    private final Queue<Untold> untold = new ConcurrentLinkedQueue<>();
    private final Marketplace marketplace;
    private final Journal journal;
    private final InstantSource realTime;
    private volatile @Nullable Witness witness;
    private @Nullable Throwable torn;

    /** What happened with this line of the journal. */
    private record Untold(long line, List<MarketplaceEvent> events) {}

    /** Opens a journal whose entries the reader takes in first. */
    @FunctionalInterface
    public interface Opening {
        Journal open(Consumer<JournalEntry> reader);
    }

    public Simulation(Behavior behavior, Opening opening, InstantSource realTime) {
        this.marketplace = new Marketplace(behavior);
        this.realTime = realTime;
        Instant[] lastSign = {realTime.instant()};
        this.journal = opening.open(entry -> {
            entry.events().forEach(marketplace::evolve);
            lastSign[0] = entry.recordedAt();
        });
        if (StageSettingDecider.resumeClock(lastSign[0], moment()) instanceof Decision.Accepted<?>(var events, var _)) {
            happen(events);
        }
    }

    /** Tells of every event from now on, in order, once it is written. */
    public void tell(Witness newWitness) {
        witness = newWitness;
    }

    /** Decides, and lets what was decided happen. */
    public <T> Decision<T> decide(Function<Moment, Decision<T>> decider) {
        return inTurn(moment -> {
            Decision<T> decision = decider.apply(moment);
            if (decision instanceof Decision.Accepted<T>(var events, var _)) {
                happen(events);
                letDueHappen(moment());
            }
            return decision;
        });
    }

    /** Looks at the marketplace as it is now; what is returned must not refer to it. */
    public <T> T look(Function<Moment, T> reader) {
        return inTurn(reader);
    }

    /** Lets happen what the clock has passed. */
    public void catchUp() {
        inTurn(Moment::now);
    }

    /** Notes where the clock is, if a restart could not tell; to be called every second or two. */
    public void noteClock() {
        decide(StageSettingDecider::noteClock);
    }

    /** How much of the journal a restart reads besides its snapshot, in bytes. */
    public long bytesSinceSnapshot() {
        return journal.bytesSinceSnapshot();
    }

    /**
     * Writes the journal anew, as short as can be, while everything goes on. Whoever comes second waits for the first.
     */
    public void summarize() {
        summarizing.lock();
        try {
            Retelling story = turnPage();
            Instant recordedAt = realTime.instant();
            journal.summarize(story.parts().map(events -> new JournalEntry(recordedAt, events)));
        } finally {
            summarizing.unlock();
        }
    }

    @Override
    public void close() {
        journal.close();
    }

    private <T> T inTurn(Function<Moment, T> task) {
        T answer;
        long line;
        Instant now;
        turn.lock();
        try {
            Moment begun = moment();
            letDueHappen(begun);
            answer = task.apply(begun);
            line = journal.appended();
            now = moment().now();
        } finally {
            turn.unlock();
        }
        journal.await(line);
        tellOf(line, now);
        return answer;
    }

    private Retelling turnPage() {
        turn.lock();
        try {
            beWhole();
            journal.turnPage();
            return marketplace.retold(moment().now());
        } finally {
            turn.unlock();
        }
    }

    private Moment moment() {
        Instant real = realTime.instant();
        return new Moment(marketplace, marketplace.timeAt(real).truncatedTo(ChronoUnit.MILLIS), real);
    }

    /** In portions. A clock that hurries doesn't prolong it. */
    private void letDueHappen(Moment until) {
        beWhole();
        List<MarketplaceEvent> due = PassageOfTime.moveOn(until);
        for (int done = 1; !due.isEmpty(); done++) {
            happen(due);
            if (done % DUE_AT_ONCE == 0) {
                long line = journal.appended();
                journal.await(line);
                tellOf(line, until.now());
            }
            due = PassageOfTime.moveOn(until);
        }
    }

    private void beWhole() {
        if (torn != null) {
            throw new IllegalStateException("the marketplace isn't as its journal says; start it again", torn);
        }
    }

    private void happen(List<MarketplaceEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        try {
            journal.append(new JournalEntry(realTime.instant(), events));
            events.forEach(marketplace::evolve);
            if (witness != null) {
                untold.add(new Untold(journal.appended(), events));
            }
        } catch (RuntimeException | Error e) {
            torn = e;
            throw e;
        }
    }

    /** In the order of the journal, whoever's line is written first. */
    private void tellOf(long line, Instant now) {
        Witness told = witness;
        if (told == null) {
            return;
        }
        telling.lock();
        try {
            for (Untold next = untold.peek(); next != null && next.line() <= line; next = untold.peek()) {
                next.events().forEach(told::happened);
                untold.remove();
            }
            told.timeIs(now);
        } finally {
            telling.unlock();
        }
    }
}
