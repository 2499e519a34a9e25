package io.stallkeeper.entitlement.adapters.lookup;

import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Leases due lookups and lets each be carried out on a thread of its own, so many at a time. A subscription is looked
 * up by one replica at a time. While the database is away it waits and goes on by itself.
 */
public final class LookupWorker implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LookupWorker.class);

    /** A database that takes longer to lease a few rows is away; what it leased all the same is left to its lease. */
    private static final Duration DATABASE_PATIENCE = Duration.ofSeconds(10);

    private final PostgresEventLog log;
    private final LookupAgenda agenda;
    private final Consumer<DueLookup> lookups;
    private final Duration lease;
    private final Duration pollInterval;
    private final Clock clock;
    private final Semaphore free;
    private final Semaphore wakeUp = new Semaphore(0);
    private final Thread thread = Thread.ofVirtual().name("lookup-worker").unstarted(this::run);
    private volatile boolean closed;

    public LookupWorker(
            PostgresEventLog log,
            LookupAgenda agenda,
            Consumer<DueLookup> lookups,
            int concurrency,
            Duration lease,
            Duration pollInterval,
            Clock clock) {
        this.log = log;
        this.agenda = agenda;
        this.lookups = lookups;
        this.free = new Semaphore(concurrency);
        this.lease = lease;
        this.pollInterval = pollInterval;
        this.clock = clock;
    }

    public void start() {
        thread.start();
    }

    /** Something may be due: look at once. */
    public void wake() {
        if (wakeUp.availablePermits() == 0) {
            wakeUp.release();
        }
    }

    private void run() {
        while (!closed) {
            try {
                if (!beginSome()) {
                    pause();
                }
            } catch (RuntimeException e) {
                LOG.warnf("Due lookups can't be read, they wait: %s", e.toString());
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** True if something was due. */
    private boolean beginSome() throws InterruptedException {
        free.acquire();
        int slots = 1 + free.drainPermits();
        var due = List.<DueLookup>of();
        try {
            due = lease(slots);
        } finally {
            free.release(slots - due.size());
        }
        due.forEach(lookup -> Thread.ofVirtual().name("lookup").start(() -> carryOut(lookup)));
        return !due.isEmpty();
    }

    private List<DueLookup> lease(int limit) {
        var now = clock.instant();
        return log.inTransaction(transaction -> agenda.lease(transaction, now, now.plus(lease), limit))
                .await()
                .atMost(DATABASE_PATIENCE);
    }

    private void carryOut(DueLookup lookup) {
        try {
            lookups.accept(lookup);
        } catch (RuntimeException e) {
            LOG.warnf("A lookup is left to its lease: %s", e.toString());
        } finally {
            free.release();
        }
    }

    private void pause() {
        try {
            if (wakeUp.tryAcquire(pollInterval.toMillis(), TimeUnit.MILLISECONDS)) {
                wakeUp.drainPermits();
            }
        } catch (InterruptedException e) {
            closed = true;
            Thread.currentThread().interrupt();
        }
    }

    /** Begins nothing more; what was begun is recorded, or begun anew by another replica. */
    @Override
    public void close() {
        closed = true;
        wake();
    }
}
