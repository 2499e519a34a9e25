package io.stallkeeper.metering.adapters.postgres;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.stallkeeper.metering.domain.hour.MeteredHourCommand;
import io.stallkeeper.metering.domain.product.ProductCatalog;
import io.stallkeeper.metering.domain.tally.HourTally;
import io.stallkeeper.metering.domain.tally.Tally;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * Usage that was counted under another name of a buyer before that was known: what is still open counts for the
 * subscription, as if it had been reported for it. What is closed stays as AWS was told, and so does what was carried
 * into an open hour, since it was reported for a closed one. What is read is bounded by what one buyer has in open
 * hours, which the fold has had in memory before.
 */
public final class ReassignedUsage {

    private static final String OPEN = "select " + HourRow.COLUMNS + " from metered_hour h where subscription_id = $1"
            + " and state = 'open' order by subscription_id, dimension, hour for update";

    private final Hours hours;
    private final TalliesBehind behind = new TalliesBehind();
    private final TagSums tags = new TagSums();
    private final CountedUsage counted;
    private final Meters meters;
    private final ProductCatalog products;

    public ReassignedUsage(Hours hours, LateUsage late, Meters meters, ProductCatalog products) {
        this.hours = hours;
        this.counted = new CountedUsage(hours, late, products);
        this.meters = meters;
        this.products = products;
    }

    /** Under the lock of the fold, so that nothing is added meanwhile. */
    Uni<Void> reassign(
            PostgresTransaction transaction, String aliasId, String subscriptionId, String productCode, Instant now) {
        return transaction
                .connection()
                .preparedQuery(OPEN)
                .execute(Tuple.of(aliasId))
                .map(ReassignedUsage::withUsage)
                .chain(open -> open.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : tags.move(transaction, open.keySet(), movesTo(subscriptionId, open))
                                .chain(() -> behind.take(transaction, open.keySet()))
                                .chain(tallies -> count(transaction, open, tallies, subscriptionId, productCode, now))
                                .chain(() -> hours.applyAll(transaction, changes(open, subscriptionId), now)));
    }

    private Uni<Void> count(
            PostgresTransaction transaction,
            SortedMap<HourKey, HourRow> open,
            TalliesBehind.Taken taken,
            String subscriptionId,
            String productCode,
            Instant now) {
        return meters.of(transaction, List.of(subscriptionId), now).chain(admissions -> {
            var sorted = new SortedUsage();
            open.forEach((key, row) -> {
                var own = new HourKey(subscriptionId, key.dimension(), key.hour());
                var tally = tallyOf(row, taken, productCode);
                boolean isTooLate = UsageSorter.reasonTooLate(own, admissions.get(subscriptionId), now) != null;
                (isTooLate ? sorted.tooLate : sorted.toCount).put(own, tally);
            });
            return counted.place(transaction, sorted, now);
        });
    }

    private HourTally tallyOf(HourRow row, TalliesBehind.Taken taken, String productCode) {
        var key = row.key();
        var tally = Tally.by(products.aggregationOf(productCode, key.dimension()));
        var quantity = row.own();
        switch (tally) {
            case Tally.Sum sum -> sum.add(quantity, key.hour(), null);
            case Tally.Highest highest -> highest.add(quantity, key.hour(), null);
            case Tally.Latest latest -> latest.add(quantity, taken.lastUse().getOrDefault(key, key.hour()), null);
            case Tally.UniqueKeys unique -> unique.addAll(taken.keysOf(key));
        }
        return new HourTally(tally, row.traceparent());
    }

    private static SortedMap<HourKey, TagSums.Move> movesTo(String subscriptionId, SortedMap<HourKey, HourRow> open) {
        var moves = new TreeMap<HourKey, TagSums.Move>();
        open.forEach((key, row) -> moves.put(
                key,
                new TagSums.Move(
                        new HourKey(subscriptionId, key.dimension(), key.hour()),
                        new TagSums.Share(row.own(), row.book().contents()))));
        return moves;
    }

    private static List<Hours.Change> changes(Map<HourKey, HourRow> open, String subscriptionId) {
        var changes = new ArrayList<Hours.Change>(open.size());
        open.forEach((key, row) -> changes.add(new Hours.Change(
                row,
                List.of(new MeteredHourCommand.Reassign(
                        key, row.own(), row.book().contents(), subscriptionId)))));
        return changes;
    }

    private static SortedMap<HourKey, HourRow> withUsage(RowSet<Row> rows) {
        var open = new TreeMap<HourKey, HourRow>();
        StreamSupport.stream(rows.spliterator(), false)
                .map(HourRow::of)
                .filter(row -> row.own().signum() > 0)
                .forEach(row -> open.put(row.key(), row));
        return open;
    }
}
