package io.stallkeeper.simulator;

import io.stallkeeper.simulator.adapters.journal.Journal;
import io.stallkeeper.simulator.adapters.journal.JournalEntry;
import io.stallkeeper.simulator.domain.Behavior;
import io.stallkeeper.simulator.domain.Decision;
import io.stallkeeper.simulator.domain.Marketplace;
import io.stallkeeper.simulator.domain.MarketplaceEvent;
import io.stallkeeper.simulator.domain.Moment;
import io.stallkeeper.simulator.domain.PassageOfTime;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The running marketplace: one decision at a time, written to the journal before anybody sees it. What is due by the
 * marketplace's clock happens before each decision and after it, so that no answer is older than the clock.
 */
public final class Simulation {
    private final ReentrantLock turn = new ReentrantLock();
    private final Marketplace marketplace;
    private final Journal journal;
    private final InstantSource realTime;
    private volatile @Nullable Witness witness;

    public Simulation(Behavior behavior, Journal journal, InstantSource realTime) {
        this.marketplace = new Marketplace(behavior);
        this.journal = journal;
        this.realTime = realTime;
        journal.replay(entry -> entry.events().forEach(marketplace::evolve));
    }

    /** Tells of every event from now on, once it is written. */
    public void tell(Witness newWitness) {
        witness = newWitness;
    }

    /** Decides, and lets what was decided happen. If it can't be written, it hasn't happened. */
    public <T> Decision<T> decide(Function<Moment, Decision<T>> decider) {
        turn.lock();
        try {
            letDueHappen();
            Decision<T> decision = decider.apply(moment());
            if (decision instanceof Decision.Accepted<T>(var events, var _)) {
                happen(events);
                letDueHappen();
            }
            return decision;
        } finally {
            turn.unlock();
        }
    }

    /** Looks at the marketplace as it is now; what is returned must not refer to it. */
    public <T> T look(Function<Moment, T> reader) {
        turn.lock();
        try {
            letDueHappen();
            return reader.apply(moment());
        } finally {
            turn.unlock();
        }
    }

    /** Lets happen what the clock has passed. */
    public void catchUp() {
        turn.lock();
        try {
            letDueHappen();
        } finally {
            turn.unlock();
        }
    }

    private Moment moment() {
        Instant real = realTime.instant();
        return new Moment(marketplace, marketplace.timeAt(real).truncatedTo(ChronoUnit.MILLIS), real);
    }

    private void letDueHappen() {
        List<MarketplaceEvent> due = PassageOfTime.moveOn(moment());
        while (!due.isEmpty()) {
            happen(due);
            due = PassageOfTime.moveOn(moment());
        }
        Witness told = witness;
        if (told != null) {
            told.timeIs(moment().now());
        }
    }

    private void happen(List<MarketplaceEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        journal.append(new JournalEntry(realTime.instant(), events));
        for (MarketplaceEvent event : events) {
            marketplace.evolve(event);
            Witness told = witness;
            if (told != null) {
                told.happened(event);
            }
        }
    }
}
