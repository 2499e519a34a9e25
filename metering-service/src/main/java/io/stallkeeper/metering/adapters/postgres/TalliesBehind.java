package io.stallkeeper.metering.adapters.postgres;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.metering.domain.duplicate.Fingerprint;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is kept behind the quantities of open hours: the unique keys, the time of the last usage. */
final class TalliesBehind {

    private static final String OF_HOURS = " where (subscription_id, dimension, hour) in"
            + " (select * from unnest($1::text[], $2::text[], $3::timestamptz[])) returning ";

    private static final String KEYS =
            "delete from usage_unique_key" + OF_HOURS + "subscription_id, dimension, hour, key";

    private static final String LATEST =
            "delete from usage_latest" + OF_HOURS + "subscription_id, dimension, hour, used_at";

    /** All of it, by hour. */
    record Taken(Map<HourKey, Set<Fingerprint>> keys, Map<HourKey, Instant> lastUse) {

        Set<Fingerprint> keysOf(HourKey key) {
            return keys.getOrDefault(key, Set.of());
        }
    }

    /** It is gone from the tables then. */
    Uni<Taken> take(PostgresTransaction transaction, Collection<HourKey> hours) {
        var keys = List.copyOf(hours);
        var taken = new Taken(new HashMap<>(), new HashMap<>());
        return delete(transaction, KEYS, keys)
                .invoke(rows -> rows.forEach(row -> taken.keys()
                        .computeIfAbsent(HourRow.keyOf(row), _ -> new HashSet<>())
                        .add(fingerprintOf(row))))
                .chain(() -> delete(transaction, LATEST, keys))
                .invoke(rows -> rows.forEach(row -> taken.lastUse()
                        .put(
                                HourRow.keyOf(row),
                                row.getOffsetDateTime("used_at").toInstant())))
                .replaceWith(taken);
    }

    private static Fingerprint fingerprintOf(Row row) {
        var key = row.getUUID("key");
        return new Fingerprint(key.getMostSignificantBits(), key.getLeastSignificantBits());
    }

    private static Uni<RowSet<Row>> delete(PostgresTransaction transaction, String sql, List<HourKey> keys) {
        return transaction.connection().preparedQuery(sql).execute(HourKeys.tupleOf(keys));
    }
}
