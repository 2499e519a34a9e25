package io.stallkeeper.metering.adapters.history;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.metering.domain.duplicate.Fingerprint;
import io.stallkeeper.metering.domain.duplicate.FingerprintMemory;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What this replica knows to be in the ledger. It learns its own batches when they are committed, and all others, and those
 * of its own whose commit nobody answered, by reading behind the last one that it knows. If that one is gone, the database was
 * restored, and it begins anew. Who asks under the lock of {@link UsageBatches}, having caught up, is told the truth.
 */
public final class KnownUsage {

    private static final Logger LOG = Logger.getLogger(KnownUsage.class);

    private static final Duration CLOCKS_DIFFER_BY = Duration.ofHours(1);

    private final UsageBatches batches;
    private final FingerprintMemory memory;
    private final Duration remembered;
    private @Nullable Last last;

    /**
     * The last batch that is known.
     *
     * @param at null if there is no such batch: none that was written later is known yet
     */
    private record Last(long id, @Nullable Instant at) {}

    public KnownUsage(UsageBatches batches, FingerprintMemory memory, Duration remembered) {
        this.batches = batches;
        this.memory = memory;
        this.remembered = remembered;
    }

    /** Reads all that was written since it last knew everything. */
    public Uni<Void> catchUp(SqlClient connection, Instant now) {
        var known = last();
        if (known == null) {
            var since = now.minus(remembered).minus(CLOCKS_DIFFER_BY);
            return batches.idBefore(connection, since).invoke(this::begin).chain(() -> catchUp(connection, now));
        }
        return batches.since(connection, known.id()).chain(written -> {
            if (known.at() != null && !isSame(known, written)) {
                LOG.warn("The database is not the one that it was: what was counted is read anew");
                forget();
                return catchUp(connection, now);
            }
            var more = written.stream().filter(batch -> batch.id() > known.id()).toList();
            more.forEach(this::learn);
            return more.isEmpty() ? Uni.createFrom().voidItem() : catchUp(connection, now);
        });
    }

    private static boolean isSame(Last known, List<UsageBatches.Written> written) {
        return !written.isEmpty()
                && written.getFirst().id() == known.id()
                && written.getFirst().at().equals(known.at());
    }

    /** Fails with {@link MemoryFull}. */
    public synchronized void requireRoomFor(int events, Instant now) {
        if (!memory.hasRoomFor(events, now)) {
            throw new MemoryFull(memory.entries(), memory.capacity());
        }
    }

    public synchronized boolean contains(Fingerprint fingerprint, Instant now) {
        return memory.contains(fingerprint, now);
    }

    /** What was committed under the id. */
    public synchronized void learn(long id, Collection<Fingerprint> fingerprints, Instant at) {
        fingerprints.forEach(fingerprint -> memory.add(fingerprint, at));
        moveTo(id, at);
    }

    private synchronized void learn(UsageBatches.Written batch) {
        var body = Objects.requireNonNull(batch.body(), "only the known one has none");
        BatchBody.readIds(body.getBytes(), (source, id) -> memory.add(Fingerprint.of(source, id), batch.at()));
        moveTo(batch.id(), batch.at());
    }

    private void moveTo(long id, Instant at) {
        if (last == null || id > last.id()) {
            last = new Last(id, at);
        }
    }

    private synchronized void begin(long id) {
        if (last == null) {
            last = new Last(id, null);
        }
    }

    private synchronized void forget() {
        memory.clear();
        last = null;
    }

    private synchronized @Nullable Last last() {
        return last;
    }

    public synchronized long events() {
        return memory.entries();
    }

    public synchronized long bytes() {
        return memory.bytes();
    }

    /** No more usage events can be told apart: usage waits in Kafka until the oldest may be forgotten. */
    public static final class MemoryFull extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MemoryFull(long entries, long capacity) {
            super("%d usage events of the last hours are remembered, and %d is the most: usage waits until some may be"
                            .formatted(entries, capacity)
                    + " forgotten, or stallkeeper.metering.remembered-events is raised and the heap with it");
        }
    }
}
