package io.stallkeeper.metering.adapters.postgres;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.metering.adapters.history.KnownUsage;
import io.stallkeeper.metering.adapters.history.UsageBatches;
import io.stallkeeper.metering.domain.product.ProductCatalog;
import io.vertx.mutiny.sqlclient.Pool;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Adds a batch of the usage topic to the ledger, exactly once: the events, their quantities and the offsets behind the
 * batch are one transaction, which only commits if the ledger stood where the batch was read from. So neither a replica
 * that lost its partition nor a batch whose commit was never answered can count anything twice.
 */
public final class UsageFold {

    /** A connection whose other end is gone without a word must not hold up usage for ever. */
    private static final Duration TAKES_AT_MOST = Duration.ofMinutes(1);

    private final PostgresEventLog log;
    private final Pool pool;
    private final LedgerOffsets offsets;
    private final UsageBatches batches = new UsageBatches();
    private final KnownUsage known;
    private final ParkedUsage parked;
    private final CountedUsage counted;
    private final Meters meters;
    private final UsageMetrics metrics;
    private final Executor sorting;
    private final ProductCatalog products;
    private final Clock clock;

    /** @param sorting where the work is done that is too much for an event loop */
    public UsageFold(
            PostgresEventLog log,
            Pool pool,
            KnownUsage known,
            ParkedUsage parked,
            UsageMetrics metrics,
            Executor sorting,
            Meters meters,
            Hours hours,
            LateUsage late,
            ProductCatalog products,
            Clock clock) {
        this.log = log;
        this.pool = pool;
        this.offsets = new LedgerOffsets(pool);
        this.known = known;
        this.parked = parked;
        this.metrics = metrics;
        this.sorting = sorting;
        this.counted = new CountedUsage(hours, late, products);
        this.meters = meters;
        this.products = products;
        this.clock = clock;
    }

    /**
     * Fails with {@link PartitionLost} if the ledger doesn't stand where the batch was read from, and with
     * {@link KnownUsage.MemoryFull}; then nothing changes. One batch of a replica at a time.
     */
    public Uni<Void> fold(UsageBatch batch) {
        // After a start that is minutes for hundreds of millions of events.
        return known.catchUp(pool, clock.instant()).chain(() -> add(batch));
    }

    private Uni<Void> add(UsageBatch batch) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return log.inTransaction(transaction -> batches.lock(transaction)
                        .chain(() -> offsets.pass(transaction, batch.ranges()))
                        .chain(() -> known.catchUp(transaction.connection(), now))
                        .chain(() -> parked.takeOut(transaction, batch.replays()))
                        .chain(stale -> write(transaction, batch.without(stale), now)))
                .invoke(written -> {
                    if (written.id() > 0) {
                        known.learn(written.id(), written.usage().fingerprints, now);
                    }
                    metrics.folded(written.usage());
                })
                .replaceWithVoid()
                .ifNoItem()
                .after(TAKES_AT_MOST)
                .failWith(() -> new TimeoutException("the database does not answer"));
    }

    /** What was committed, and the id of its row; 0 if there was nothing to write. */
    private record Written(long id, SortedUsage usage) {}

    private Uni<Written> write(PostgresTransaction transaction, UsageBatch batch, Instant now) {
        known.requireRoomFor(batch.usage().size(), now);
        return meters.of(transaction, batch.names(), now).chain(admissions -> Uni.createFrom()
                .item(() -> new UsageSorter(known, products, admissions, now).sort(batch))
                .runSubscriptionOn(sorting)
                .chain(usage -> write(transaction, usage, now)));
    }

    private Uni<Written> write(PostgresTransaction transaction, SortedUsage usage, Instant now) {
        var append = appending(transaction, usage, now);
        return parked.park(transaction, usage.parked)
                .chain(() -> counted.place(transaction, usage, now))
                .chain(() -> append)
                .map(id -> new Written(id, usage));
    }

    /** The row is made from now on, while the database is busy with the quantities. */
    private Uni<Long> appending(PostgresTransaction transaction, SortedUsage usage, Instant now) {
        if (usage.events.isEmpty()) {
            return Uni.createFrom().item(0L);
        }
        var row = CompletableFuture.supplyAsync(() -> batches.rowOf(usage.events, usage.oldestHour, now), sorting);
        return Uni.createFrom().completionStage(row).chain(made -> batches.append(transaction, made));
    }

    /** By how much the units of an hour change, and the trace of the usage that did it. */
    record Sum(BigDecimal quantity, @Nullable String traceparent) {}
}
