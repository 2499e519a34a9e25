package io.stallkeeper.metering.adapters.postgres;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Hours that AWS is or will be told of under another name of a buyer, and what the buyer has in them by that name. */
final class ToldHours {

    /** AWS takes nothing that is older. */
    private static final Duration WINDOW = Duration.ofHours(26);

    /**
     * Open hours that units were carried into will be sent by themselves, if a whole unit comes together: they were
     * reported for others, whose books are closed. What was reported for them counts for the subscription.
     */
    private static final String TELL = "insert into told_hour as t (subscription_id, hour, dimension, units)"
            + " select $2, hour, dimension, case when state = 'open' then 0 else reported end"
            + " from (select hour, dimension, state, reported, attempts, carried_in,"
            + " sum(carried_in) filter (where state = 'open') over (partition by dimension) as all_carried"
            + " from metered_hour where subscription_id = $1 and wall > $3) h"
            + " where state in ('frozen', 'accepted', 'refused') or state = 'expired' and attempts > 0"
            + " or state = 'open' and carried_in > 0 and all_carried >= 1"
            + " on conflict (subscription_id, hour, dimension) do update set units = t.units + excluded.units";

    private static final String HOURS =
            "select distinct subscription_id, hour from told_hour" + " where subscription_id = any($1) and hour > $2";

    private static final String UNITS = "select subscription_id, dimension, hour, units from told_hour"
            + " where (subscription_id, dimension, hour) in"
            + " (select * from unnest($1::text[], $2::text[], $3::timestamptz[]))";

    /** Behind a select of hours later than $3, of the subscriptions $1 with the dimensions $2. */
    static final String OF_DIMENSIONS = " union select u.s, u.d, t.hour from unnest($1::text[], $2::text[]) as u(s, d)"
            + " join told_hour t on t.subscription_id = u.s where t.hour > $3";

    /** Of what is kept behind quantities of $1 in hours that are told for $2, and closed. */
    private static final String OF_CLOSED = " join metered_hour h on h.subscription_id = a.subscription_id"
            + " and h.dimension = a.dimension and h.hour = a.hour and h.state <> 'open'"
            + " join told_hour t on t.subscription_id = $2 and t.dimension = a.dimension and t.hour = a.hour"
            + " where a.subscription_id = $1";

    private static final String SAME_KEYS = "select $2::text as subscription_id, a.dimension, a.hour, count(*) as keys"
            + " from usage_unique_key a join usage_unique_key s on s.subscription_id = $2 and s.dimension = a.dimension"
            + " and s.hour = a.hour and s.key = a.key" + OF_CLOSED + " group by a.dimension, a.hour";

    private static final String COPY_KEYS = "insert into usage_unique_key (hour, subscription_id, dimension, key)"
            + " select a.hour, $2, a.dimension, a.key from usage_unique_key a" + OF_CLOSED + " on conflict do nothing";

    private static final String COPY_LATEST = "insert into usage_latest as l"
            + " (hour, subscription_id, dimension, used_at, quantity)"
            + " select a.hour, $2, a.dimension, a.used_at, a.quantity from usage_latest a" + OF_CLOSED
            + " on conflict (hour, subscription_id, dimension) do update"
            + " set used_at = excluded.used_at, quantity = excluded.quantity"
            + " where (excluded.used_at, excluded.quantity) > (l.used_at, l.quantity)"
            + " returning subscription_id, dimension, hour";

    /**
     * What a buyer has in closed hours under another name.
     *
     * @param sameKeys by hour, how many of the subscription's unique keys are known there
     * @param later hours whose last usage came by the other name
     */
    record Known(Map<HourKey, Long> sameKeys, Set<HourKey> later) {}

    /** All hours of the alias that AWS still takes; the subscription knows from then on what was counted in them. */
    Uni<Known> tell(PostgresTransaction transaction, String aliasId, String subscriptionId, Instant now) {
        var names = Tuple.of(aliasId, subscriptionId);
        return query(transaction, TELL, Tuple.of(aliasId, subscriptionId, now.atOffset(UTC)))
                .chain(() -> query(transaction, SAME_KEYS, names))
                .chain(same -> query(transaction, COPY_KEYS, names)
                        .chain(() -> query(transaction, COPY_LATEST, names))
                        .map(later -> known(same, later)));
    }

    private static Known known(RowSet<Row> same, RowSet<Row> later) {
        var known = new Known(new HashMap<>(), new HashSet<>());
        same.forEach(row -> known.sameKeys().put(HourRow.keyOf(row), row.getLong("keys")));
        later.forEach(row -> known.later().add(HourRow.keyOf(row)));
        return known;
    }

    /** By subscription, told hours that AWS may still take. */
    Uni<Map<String, Set<Instant>>> of(
            PostgresTransaction transaction, Collection<String> subscriptionIds, Instant now) {
        return query(
                        transaction,
                        HOURS,
                        Tuple.of(
                                subscriptionIds.toArray(String[]::new),
                                now.minus(WINDOW).atOffset(UTC)))
                .map(rows -> {
                    var hours = new HashMap<String, Set<Instant>>();
                    rows.forEach(row -> hours.computeIfAbsent(row.getString("subscription_id"), _ -> new HashSet<>())
                            .add(row.getOffsetDateTime("hour").toInstant()));
                    return hours;
                });
    }

    /** What was reported for hours under other names; an hour without any is missing. */
    Uni<Map<HourKey, BigDecimal>> units(PostgresTransaction transaction, Collection<HourKey> hours) {
        return query(transaction, UNITS, HourKeys.tupleOf(List.copyOf(hours))).map(rows -> {
            var units = new HashMap<HourKey, BigDecimal>();
            rows.forEach(row -> units.put(HourRow.keyOf(row), row.getBigDecimal("units")));
            return units;
        });
    }

    private static Uni<RowSet<Row>> query(PostgresTransaction transaction, String sql, Tuple values) {
        return transaction.connection().preparedQuery(sql).execute(values);
    }
}
