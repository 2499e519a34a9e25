package io.stallkeeper.metering.adapters.history;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.metering.adapters.fingerprint.FingerprintMemory;
import io.stallkeeper.metering.domain.duplicate.Fingerprint;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What this replica knows to be in the ledger. It learns its own batches when they are committed, and all others, and
 * those of its own whose commit nobody answered, by reading behind the last one that it knows. If that one is gone, the
 * database was restored, and it begins anew. Who asks under the lock of {@link UsageBatches}, having caught up, is told
 * the truth.
 */
public final class KnownUsage {

    private static final Logger LOG = Logger.getLogger(KnownUsage.class);

    private static final String SETTING = "stallkeeper.metering.remembered-events";
    private static final double WARNS_FROM = 0.8;

    /** A connection whose other end is gone without a word must not hold up usage for ever. */
    private static final Duration STEP_TAKES_AT_MOST = Duration.ofMinutes(1);

    private static final Duration CLOCKS_DIFFER_BY = Duration.ofHours(1);

    private final UsageBatches batches;
    private final FingerprintMemory memory;
    private final Duration remembered;
    private @Nullable Last last;
    private @Nullable String obstacle;
    private @Nullable Instant warned;
    private Instant latest = Instant.MIN;

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

    /** Reads all that was written since it last knew everything. Fails with {@link MemoryFull}. */
    public Uni<Void> catchUp(SqlClient connection, Instant now) {
        forgetIfBackFrom(now);
        boolean knewNothing = last() == null;
        long began = System.nanoTime();
        return Multi.createBy()
                .repeating()
                .uni(() -> learnMore(connection, now)
                        .ifNoItem()
                        .after(STEP_TAKES_AT_MOST)
                        .failWith(() -> new TimeoutException("the database does not answer")))
                .whilst(more -> more)
                .collect()
                .last()
                .replaceWithVoid()
                .invoke(() -> {
                    if (knewNothing) {
                        var took = Duration.ofNanos(System.nanoTime() - began);
                        LOG.infof("%d usage events are known again after %d ms", events(), took.toMillis());
                    }
                });
    }

    /** A clock that had leapt ahead may have had too much forgotten. */
    private synchronized void forgetIfBackFrom(Instant now) {
        if (latest.isAfter(now.plus(CLOCKS_DIFFER_BY))) {
            LOG.warnf("The clock went back from %s to %s: what was counted is read anew", latest, now);
            forget();
            latest = now;
        } else if (now.isAfter(latest)) {
            latest = now;
        }
    }

    /** One step. Whether there may be more to read. */
    private Uni<Boolean> learnMore(SqlClient connection, Instant now) {
        var known = last();
        if (known == null) {
            var since = now.minus(remembered).minus(CLOCKS_DIFFER_BY);
            return batches.idBefore(connection, since).invoke(this::begin).replaceWith(true);
        }
        return batches.since(connection, known.id()).map(written -> {
            if (known.at() != null && !isSame(known, written)) {
                LOG.warn("The database is not the one that it was: what was counted is read anew");
                forget();
                return true;
            }
            var more = written.stream().filter(batch -> batch.id() > known.id()).toList();
            more.forEach(batch -> learn(batch, now));
            return !more.isEmpty();
        });
    }

    private static boolean isSame(Last known, List<UsageBatches.Written> written) {
        return !written.isEmpty()
                && written.getFirst().id() == known.id()
                && written.getFirst().at().equals(known.at());
    }

    /** Fails with {@link MemoryFull}, and says so for as long as that is so. */
    public synchronized void requireRoomFor(int events, Instant now) {
        obstacle = obstacleTo(events, now);
        if (obstacle != null) {
            throw new MemoryFull(obstacle);
        }
        if (memory.entries() > WARNS_FROM * memory.capacity() && isHourSinceWarning(now)) {
            LOG.warnf(
                    "%d usage events are remembered, and %d is the most, then usage waits: raise %s",
                    memory.entries(), memory.capacity(), SETTING);
            warned = now;
        }
    }

    private @Nullable String obstacleTo(int events, Instant now) {
        try {
            return memory.makeRoomFor(events, now)
                    ? null
                    : "%d usage events of the last hours are remembered, and %d is the most; raise %s"
                            .formatted(memory.entries(), memory.capacity(), SETTING);
        } catch (IOException e) {
            return "the disk has no room for more than the " + memory.entries()
                    + " usage events that are remembered, see stallkeeper.metering.remembered-folder: " + e;
        }
    }

    private boolean isHourSinceWarning(Instant now) {
        return warned == null || now.isAfter(warned.plus(Duration.ofHours(1)));
    }

    /** Why usage waits in Kafka, if it does. */
    public synchronized Optional<String> obstacle() {
        return Optional.ofNullable(obstacle);
    }

    public synchronized boolean contains(Fingerprint fingerprint, Instant now) {
        return memory.contains(fingerprint, now);
    }

    /** What was committed under the id. */
    public synchronized void learn(long id, Collection<Fingerprint> fingerprints, Instant at) {
        fingerprints.forEach(fingerprint -> memory.add(fingerprint, at));
        moveTo(id, at);
    }

    private synchronized void learn(UsageBatches.Written batch, Instant now) {
        if (memory.reaches(batch.at(), now)) {
            var body = Objects.requireNonNull(batch.body(), "only the known one has none");
            requireRoomFor(batch.events(), now);
            // One of a clock that is ahead would keep all behind it from being forgotten.
            var at = batch.at().isAfter(now) ? now : batch.at();
            BatchBody.readIds(body.getBytes(), (source, id) -> memory.add(Fingerprint.of(source, id), at));
        }
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

    public long capacity() {
        return memory.capacity();
    }

    /**
     * No more usage events can be told apart: usage waits in Kafka until the oldest may be forgotten, or there is room.
     */
    public static final class MemoryFull extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MemoryFull(String obstacle) {
            super("usage waits: " + obstacle);
        }
    }
}
