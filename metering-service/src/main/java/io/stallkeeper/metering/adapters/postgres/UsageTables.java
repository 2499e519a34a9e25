package io.stallkeeper.metering.adapters.postgres;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.metering.adapters.postgres.UsageFold.Sum;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.stallkeeper.metering.domain.hour.Walls;
import io.stallkeeper.metering.domain.tally.HourTally;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The statements of the fold: whole batches as arrays, rows always in the order of their keys. */
public final class UsageTables {

    private static final String ROWS = "insert into metered_hour as h"
            + " (subscription_id, dimension, hour, wall, %s traceparent) select s, d, t, w, %s p from"
            + " unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::text[]::numeric[], $6::text[])"
            + " as u(s, d, t, w, q, p) on conflict (subscription_id, dimension, hour) do ";

    private static final String ADD_TO_OPEN = ROWS.formatted("reported,", "q,")
            + "update set reported = h.reported + excluded.reported, waits_until = '-infinity',"
            + " traceparent = coalesce(h.traceparent, excluded.traceparent) where h.state = 'open'"
            + " returning subscription_id, dimension, hour";

    /** An insert of less than 0 would be refused before it comes to the row that there is. */
    private static final String LOWER = "update metered_hour h set reported = h.reported + u.q"
            + " from unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::text[]::numeric[], $6::text[])"
            + " as u(s, d, t, w, q, p)"
            + " where h.subscription_id = u.s and h.dimension = u.d and h.hour = u.t and h.state = 'open'";

    private static final String ADD_REJECTED = ROWS.formatted("reported, rejected,", "q, q,")
            + "update set reported = h.reported + excluded.reported, rejected = h.rejected + excluded.rejected";

    private static final String ADD_BY_TAGS = "insert into usage_allocation as a"
            + " (subscription_id, dimension, hour, tags, quantity)"
            + " select * from unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[], $5::text[]::numeric[])"
            + " on conflict (subscription_id, dimension, hour, tags) do update"
            + " set quantity = a.quantity + excluded.quantity";

    private static final String ENSURE = ROWS.formatted("", "") + "nothing";

    /** Adds to the hours that are open or new, and answers with these. What is less than 0 is taken from open hours. */
    Uni<Set<HourKey>> addToOpen(PostgresTransaction transaction, SortedMap<HourKey, Sum> sums) {
        var falling = new TreeMap<>(sums);
        falling.values().removeIf(sum -> sum.quantity().signum() >= 0);
        var rising = new TreeMap<>(sums);
        rising.keySet().removeAll(falling.keySet());
        var added = new HashSet<>(falling.keySet());
        return executeIfAny(transaction, LOWER, falling)
                .chain(() -> executeIfAny(transaction, ADD_TO_OPEN, rising))
                .map(rows -> {
                    rows.forEach(row -> added.add(HourRow.keyOf(row)));
                    return added;
                });
    }

    /** Adds to what the hours have by tags. */
    Uni<Void> addByTags(PostgresTransaction transaction, SortedMap<HourKey, HourTally> tallies) {
        var keys = new ArrayList<HourKey>();
        var tags = new ArrayList<String>();
        var quantities = new ArrayList<String>();
        tallies.forEach((key, tally) -> tally.byTags().forEach((tag, quantity) -> {
            keys.add(key);
            tags.add(tag);
            quantities.add(plain(quantity));
        }));
        return keys.isEmpty()
                ? Uni.createFrom().voidItem()
                : execute(
                                transaction,
                                ADD_BY_TAGS,
                                Tuple.of(
                                        column(keys, HourKey::subscriptionId, String[]::new),
                                        column(keys, HourKey::dimension, String[]::new),
                                        column(keys, key -> key.hour().atOffset(UTC), OffsetDateTime[]::new),
                                        tags.toArray(String[]::new),
                                        quantities.toArray(String[]::new)))
                        .replaceWithVoid();
    }

    Uni<Void> addRejected(PostgresTransaction transaction, SortedMap<HourKey, Sum> sums) {
        return executeIfAny(transaction, ADD_REJECTED, sums).replaceWithVoid();
    }

    Uni<Void> ensureRows(PostgresTransaction transaction, SortedMap<HourKey, Sum> sums) {
        return executeIfAny(transaction, ENSURE, sums).replaceWithVoid();
    }

    private static Uni<List<Row>> executeIfAny(
            PostgresTransaction transaction, String sql, SortedMap<HourKey, Sum> sums) {
        return sums.isEmpty()
                ? Uni.createFrom().item(List.of())
                : executeRows(transaction, sql, sums).map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .toList());
    }

    private static Uni<RowSet<Row>> executeRows(
            PostgresTransaction transaction, String sql, SortedMap<HourKey, Sum> sums) {
        var keys = List.copyOf(sums.keySet());
        var values = List.copyOf(sums.values());
        return execute(
                transaction,
                sql,
                Tuple.of(
                        column(keys, HourKey::subscriptionId, String[]::new),
                        column(keys, HourKey::dimension, String[]::new),
                        column(keys, key -> key.hour().atOffset(UTC), OffsetDateTime[]::new),
                        column(keys, key -> Walls.lastMomentOf(key.hour()).atOffset(UTC), OffsetDateTime[]::new),
                        column(values, sum -> plain(sum.quantity()), String[]::new),
                        column(values, Sum::traceparent, String[]::new)));
    }

    private static String plain(BigDecimal quantity) {
        return quantity.toPlainString();
    }

    private static <T, V> V[] column(
            List<T> rows, Function<? super T, ? extends @Nullable V> value, java.util.function.IntFunction<V[]> array) {
        return rows.stream().map(value).toArray(array);
    }

    private static Uni<RowSet<Row>> execute(PostgresTransaction transaction, String sql, Tuple values) {
        return transaction.connection().preparedQuery(sql).execute(values);
    }
}
