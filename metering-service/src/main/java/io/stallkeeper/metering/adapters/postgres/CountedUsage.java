package io.stallkeeper.metering.adapters.postgres;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.metering.adapters.postgres.UsageFold.Sum;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.stallkeeper.metering.domain.product.ProductCatalog;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes sorted usage into the ledger: into its own hours while they are open, and where late usage goes otherwise. */
final class CountedUsage {

    private final UsageTables tables = new UsageTables();
    private final HourTallies tallies;
    private final LateUsage late;
    private final TakenHours taken;

    CountedUsage(Hours hours, LateUsage late, ProductCatalog products) {
        this.tallies = new HourTallies(tables, hours);
        this.late = late;
        this.taken = new TakenHours(hours, late, products);
    }

    Uni<Void> place(PostgresTransaction transaction, SortedUsage usage, Instant now) {
        return taken.close(transaction, usage.toCount, now)
                .chain(() -> tallies.changes(transaction, usage.toReject, false))
                .chain(rejected -> tables.addRejected(transaction, rejected))
                .chain(() -> tables.addByTags(transaction, usage.toCount))
                .chain(() -> tallies.changes(transaction, usage.toCount, true))
                .chain(counted ->
                        tables.addToOpen(transaction, counted).chain(added -> carry(transaction, counted, added, now)))
                .chain(() -> tallies.changes(transaction, usage.tooLate, false))
                .chain(tooLate -> expire(transaction, tooLate, now));
    }

    /** What came for hours that are no longer open. */
    private Uni<Void> carry(
            PostgresTransaction transaction, SortedMap<HourKey, Sum> counted, Set<HourKey> added, Instant now) {
        var closed = new TreeMap<>(counted);
        closed.keySet().removeAll(added);
        return late.place(transaction, quantitiesOf(closed), now);
    }

    private Uni<Void> expire(PostgresTransaction transaction, SortedMap<HourKey, Sum> tooLate, Instant now) {
        return tables.ensureRows(transaction, tooLate).chain(() -> late.place(transaction, quantitiesOf(tooLate), now));
    }

    private static SortedMap<HourKey, BigDecimal> quantitiesOf(SortedMap<HourKey, Sum> sums) {
        var quantities = new TreeMap<HourKey, BigDecimal>();
        sums.forEach((key, sum) -> quantities.put(key, sum.quantity()));
        return quantities;
    }
}
