package io.stallkeeper.metering.adapters.postgres;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.metering.domain.hour.Allocations;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.stallkeeper.metering.domain.hour.MeteredHour;
import io.stallkeeper.metering.domain.hour.MeteredHourCommand;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * Usage by its tags, as it waits in the table {@code usage_allocation} for its hour to be frozen. What of an open hour
 * is in no row has no tags. What has an hour's part has left the table; what goes on to another hour goes there with
 * its tags.
 */
public final class TagSums {

    private static final Logger LOG = Logger.getLogger(TagSums.class);

    private static final int DECIMALS = 18;

    private static final String TAKE = "delete from usage_allocation"
            + " where (subscription_id, dimension, hour) in"
            + " (select * from unnest($1::text[], $2::text[], $3::timestamptz[]))"
            + " returning subscription_id, dimension, hour, tags, quantity";

    private static final String ADD = "insert into usage_allocation as a"
            + " (subscription_id, dimension, hour, tags, quantity) values ($1, $2, $3, $4, $5)"
            + " on conflict (subscription_id, dimension, hour, tags) do update"
            + " set quantity = a.quantity + excluded.quantity";

    /** Where late usage of an hour is carried to, and which share of it. */
    record Move(HourKey to, Share share) {}

    /** A part of a whole; 0 of 0 is all of it. */
    record Share(BigDecimal part, BigDecimal whole) {

        static final Share ALL = new Share(BigDecimal.ONE, BigDecimal.ONE);

        /** Never more than the share, by less than 10^-18 of a unit a tag set. */
        SortedMap<String, BigDecimal> of(SortedMap<String, BigDecimal> sums) {
            var shares = new TreeMap<>(sums);
            if (part.compareTo(whole) != 0) {
                shares.replaceAll(
                        (tags, quantity) -> quantity.multiply(part).divide(whole, DECIMALS, RoundingMode.DOWN));
            }
            shares.values().removeIf(quantity -> quantity.signum() == 0);
            return shares;
        }

        Share others() {
            return new Share(whole.subtract(part), whole);
        }
    }

    /** The same commands; those that freeze have their allocations. */
    Uni<List<MeteredHourCommand>> allocate(PostgresTransaction transaction, List<MeteredHourCommand> commands) {
        if (commands.isEmpty()) {
            return Uni.createFrom().item(commands);
        }
        return take(transaction, commands.stream().map(MeteredHourCommand::key).toList())
                .chain(tagged -> {
                    if (tagged.isEmpty()) {
                        return Uni.createFrom().item(commands);
                    }
                    var allocated = commands.stream()
                            .map(command -> allocated(command, tagged))
                            .toList();
                    return add(transaction, tagged).replaceWith(allocated);
                });
    }

    /** What is taken from an open hour is taken from each of its tag sets alike, and from what has no tags. */
    Uni<Void> shrink(PostgresTransaction transaction, Map<HourKey, Share> left) {
        return left.isEmpty()
                ? Uni.createFrom().voidItem()
                : take(transaction, List.copyOf(left.keySet())).chain(tagged -> {
                    tagged.replaceAll(
                            (key, sums) -> left.getOrDefault(key, Share.ALL).of(sums));
                    return add(transaction, tagged);
                });
    }

    /**
     * Late usage takes its tags along into the hour that it counts in, as much of each as is carried. Those of the rest
     * are forgotten: nobody is billed for it.
     *
     * @param late all hours that usage came late for
     * @param moves of these, where usage of them is carried to
     */
    Uni<Void> move(PostgresTransaction transaction, Collection<HourKey> late, Map<HourKey, Move> moves) {
        return take(transaction, List.copyOf(late)).chain(tagged -> {
            var moved = new TreeMap<HourKey, SortedMap<String, BigDecimal>>();
            tagged.forEach((key, sums) -> {
                var move = moves.get(key);
                if (move != null) {
                    merge(moved, move.to(), move.share().of(sums));
                }
            });
            return add(transaction, moved);
        });
    }

    /** Part of an open hour's contents goes on to another hour with its share of each tag set; the others stay. */
    Uni<Void> part(PostgresTransaction transaction, Map<HourKey, Move> moves) {
        return moves.isEmpty()
                ? Uni.createFrom().voidItem()
                : take(transaction, List.copyOf(moves.keySet())).chain(tagged -> {
                    var parted = new TreeMap<HourKey, SortedMap<String, BigDecimal>>();
                    tagged.forEach((key, sums) -> {
                        var move = Objects.requireNonNull(moves.get(key), "only these were taken");
                        merge(parted, move.to(), move.share().of(sums));
                        merge(parted, key, move.share().others().of(sums));
                    });
                    return add(transaction, parted);
                });
    }

    /** Forgets the tags of hours that are never sent. */
    Uni<Void> forget(PostgresTransaction transaction, List<HourKey> hours) {
        return hours.isEmpty()
                ? Uni.createFrom().voidItem()
                : take(transaction, hours).replaceWithVoid();
    }

    private static MeteredHourCommand allocated(
            MeteredHourCommand command, SortedMap<HourKey, SortedMap<String, BigDecimal>> tagged) {
        if (!(command instanceof MeteredHourCommand.Freeze freeze)) {
            tagged.remove(command.key());
            return command;
        }
        var sums = tagged.remove(freeze.key());
        if (sums == null) {
            return freeze;
        }
        var whole = freeze.contents().setScale(0, RoundingMode.DOWN).min(BigDecimal.valueOf(MeteredHour.MAX_QUANTITY));
        var allocations = Allocations.of(freeze.contents(), whole.longValueExact(), sums);
        if (allocations.overflowing() > 0) {
            LOG.errorf(
                    "%s has more tags than a record takes: %d units go without theirs",
                    freeze.key(), allocations.overflowing());
        }
        if (freeze.carryTo() != null) {
            merge(tagged, freeze.key().at(freeze.carryTo()), allocations.rest());
        }
        return freeze.withAllocations(allocations.parts());
    }

    private static void merge(
            SortedMap<HourKey, SortedMap<String, BigDecimal>> all, HourKey key, Map<String, BigDecimal> sums) {
        var into = all.computeIfAbsent(key, other -> new TreeMap<>());
        sums.forEach((tags, quantity) -> into.merge(tags, quantity, BigDecimal::add));
    }

    private static Uni<SortedMap<HourKey, SortedMap<String, BigDecimal>>> take(
            PostgresTransaction transaction, List<HourKey> keys) {
        return transaction
                .connection()
                .preparedQuery(TAKE)
                .execute(HourKeys.tupleOf(keys))
                .map(rows -> {
                    var tagged = new TreeMap<HourKey, SortedMap<String, BigDecimal>>();
                    rows.forEach(row -> tagged.computeIfAbsent(HourRow.keyOf(row), key -> new TreeMap<>())
                            .put(row.getString("tags"), row.getBigDecimal("quantity")));
                    return tagged;
                });
    }

    private static Uni<Void> add(
            PostgresTransaction transaction, SortedMap<HourKey, SortedMap<String, BigDecimal>> tagged) {
        var rows = new ArrayList<Tuple>();
        tagged.forEach((key, sums) -> sums.forEach((tags, quantity) -> rows.add(
                Tuple.of(key.subscriptionId(), key.dimension(), key.hour().atOffset(UTC), tags, quantity))));
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction.connection().preparedQuery(ADD).executeBatch(rows).replaceWithVoid();
    }
}
