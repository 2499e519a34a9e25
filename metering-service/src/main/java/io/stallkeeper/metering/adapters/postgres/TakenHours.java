package io.stallkeeper.metering.adapters.postgres;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.metering.adapters.postgres.UsageFold.Sum;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.stallkeeper.metering.domain.hour.MeteredHour;
import io.stallkeeper.metering.domain.hour.MeteredHourCommand;
import io.stallkeeper.metering.domain.product.ProductCatalog;
import io.stallkeeper.metering.domain.tally.HourTally;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * Hours that AWS is told of under another name of a buyer. AWS takes one record of an hour and dimension, and no hour
 * of a buyer under two identities (marketplace-protocol 4.2, 4.3): what the subscription has in such an hour, in any
 * dimension, and what still comes for it, counts as late.
 */
public final class TakenHours {

    private static final String OPEN = "select " + HourRow.COLUMNS + " from metered_hour h where subscription_id = $1"
            + " and state = 'open' and wall > $2 and exists"
            + " (select from told_hour t where t.subscription_id = h.subscription_id and t.hour = h.hour)"
            + " order by subscription_id, dimension, hour for update";

    private final UsageTables tables = new UsageTables();
    private final ToldHours told = new ToldHours();
    private final TagSums tags = new TagSums();
    private final Hours hours;
    private final LateUsage late;
    private final ProductCatalog products;

    public TakenHours(Hours hours, LateUsage late, ProductCatalog products) {
        this.hours = hours;
        this.late = late;
        this.products = products;
    }

    /** Under the lock of the fold, so that nothing is added meanwhile. */
    Uni<Void> close(
            PostgresTransaction transaction, String aliasId, String subscriptionId, String productCode, Instant now) {
        return told.tell(transaction, aliasId, subscriptionId, now).chain(known -> transaction
                .connection()
                .preparedQuery(OPEN)
                .execute(Tuple.of(subscriptionId, now.atOffset(UTC)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(HourRow::of)
                        .toList())
                .chain(open -> told.units(transaction, keysOf(open)).chain(units -> take(transaction, open, now)
                        .chain(() -> late.place(transaction, late(open, productCode, units, known), now)))));
    }

    /** Of hours that usage comes for, those that nothing was in yet. */
    Uni<Void> close(PostgresTransaction transaction, SortedMap<HourKey, HourTally> usage, Instant now) {
        var subscriptions =
                usage.keySet().stream().map(HourKey::subscriptionId).distinct().toList();
        return subscriptions.isEmpty()
                ? Uni.createFrom().voidItem()
                : told.of(transaction, subscriptions, now).chain(hoursOf -> {
                    var nothing = new TreeMap<HourKey, Sum>();
                    usage.forEach((key, tally) -> {
                        if (hoursOf.getOrDefault(key.subscriptionId(), Set.of()).contains(key.hour())) {
                            nothing.put(key, new Sum(BigDecimal.ZERO, tally.traceparent()));
                        }
                    });
                    return nothing.isEmpty() ? Uni.createFrom().voidItem() : closeNew(transaction, nothing, now);
                });
    }

    private Uni<Void> closeNew(PostgresTransaction transaction, SortedMap<HourKey, Sum> nothing, Instant now) {
        return tables.ensureRows(transaction, nothing)
                .chain(() -> hours.lock(transaction, nothing.keySet()))
                .map(rows -> rows.stream()
                        .filter(row -> row.book().state() instanceof MeteredHour.Open)
                        .toList())
                .chain(open -> take(transaction, open, now));
    }

    private Uni<Void> take(PostgresTransaction transaction, List<HourRow> open, Instant now) {
        return open.isEmpty()
                ? Uni.createFrom().voidItem()
                : late.free().of(transaction, keysOf(open), now).chain(known -> take(transaction, open, known, now));
    }

    /** What was carried into an hour goes on from it, with its tags; what was reported for it is left to be placed. */
    private Uni<Void> take(PostgresTransaction transaction, List<HourRow> open, FreeHours.Known known, Instant now) {
        var changes = new ArrayList<Hours.Change>(open.size());
        var moves = new TreeMap<HourKey, TagSums.Move>();
        var left = new TreeMap<HourKey, TagSums.Share>();
        for (var row : open) {
            var key = row.key();
            var own = row.own();
            var contents = row.book().contents();
            var rest = contents.subtract(own);
            var place = known.placeOfLate(key).orElse(null);
            var commands = new ArrayList<MeteredHourCommand>();
            if (rest.signum() > 0 && place != null && known.mayCarry(key, place)) {
                moves.put(key, new TagSums.Move(key.at(place), new TagSums.Share(rest, contents)));
                commands.add(new MeteredHourCommand.Take(key, own, contents, place));
            } else if (rest.signum() > 0) {
                left.put(key, new TagSums.Share(own, contents));
                if (place != null) {
                    commands.add(new MeteredHourCommand.ShadowPart(key, rest));
                }
                commands.add(new MeteredHourCommand.Take(key, own, place == null ? contents : own, null));
            } else {
                commands.add(new MeteredHourCommand.Take(key, own, own, null));
            }
            changes.add(new Hours.Change(row, commands));
        }
        return tags.shrink(transaction, left)
                .chain(() -> tags.part(transaction, moves))
                .chain(() -> hours.applyAll(transaction, changes, now));
    }

    private static List<HourKey> keysOf(List<HourRow> rows) {
        return rows.stream().map(HourRow::key).toList();
    }

    /** What is more than the buyer has in the hour by the other name. */
    private SortedMap<HourKey, BigDecimal> late(
            List<HourRow> rows, String productCode, Map<HourKey, BigDecimal> units, ToldHours.Known known) {
        var more = new TreeMap<HourKey, BigDecimal>();
        for (var row : rows) {
            var key = row.key();
            var reported = row.book().reported();
            var counted =
                    switch (products.aggregationOf(productCode, key.dimension())) {
                        case SUM -> BigDecimal.ZERO;
                        case MAX -> units.getOrDefault(key, BigDecimal.ZERO);
                        case LAST -> known.later().contains(key) ? reported : units.getOrDefault(key, BigDecimal.ZERO);
                        case UNIQUE_COUNT -> BigDecimal.valueOf(known.sameKeys().getOrDefault(key, 0L));
                    };
            more.put(key, reported.subtract(counted).max(BigDecimal.ZERO).min(row.own()));
        }
        more.values().removeIf(quantity -> quantity.signum() == 0);
        return more;
    }
}
