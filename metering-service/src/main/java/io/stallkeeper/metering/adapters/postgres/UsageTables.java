package io.stallkeeper.metering.adapters.postgres;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.metering.adapters.postgres.UsageBatch.Counted;
import io.stallkeeper.metering.adapters.postgres.UsageFold.Sum;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.stallkeeper.metering.domain.hour.Walls;
import io.stallkeeper.metering.domain.usage.ReportedUsage;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The statements of the fold: whole batches as arrays, rows always in the order of their keys. */
public final class UsageTables {

    private static final String LOCK_OFFSETS = "select topic_partition, next_offset from usage_partition"
            + " where topic_partition = any($1) order by topic_partition for update";

    private static final String PASS_OFFSETS = "insert into usage_partition (topic_partition, next_offset)"
            + " select * from unnest($1::text[], $2::bigint[]) on conflict (topic_partition)"
            + " do update set next_offset = greatest(usage_partition.next_offset, excluded.next_offset)";

    private static final String RECORD = "insert into usage_event (fingerprint, subscription_id, dimension, hour,"
            + " quantity, rejected_as, topic_partition, record_offset) select * from unnest($1::uuid[], $2::text[],"
            + " $3::text[], $4::timestamptz[], $5::text[]::numeric[], $6::text[], $7::text[], $8::bigint[])"
            + " on conflict do nothing returning fingerprint";

    private static final String ROWS = "insert into metered_hour as h"
            + " (subscription_id, dimension, hour, wall, %s traceparent) select s, d, t, w, %s p from"
            + " unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::text[]::numeric[], $6::text[])"
            + " as u(s, d, t, w, q, p) on conflict (subscription_id, dimension, hour) do ";

    private static final String ADD_TO_OPEN = ROWS.formatted("reported,", "q,")
            + "update set reported = h.reported + excluded.reported, waits_until = '-infinity',"
            + " traceparent = coalesce(h.traceparent, excluded.traceparent) where h.state = 'open'"
            + " returning subscription_id, dimension, hour";

    private static final String ADD_REJECTED = ROWS.formatted("reported, rejected,", "q, q,")
            + "update set reported = h.reported + excluded.reported, rejected = h.rejected + excluded.rejected";

    private static final String ENSURE = ROWS.formatted("", "") + "nothing";

    Uni<Map<String, Long>> passedOffsets(PostgresTransaction transaction, Collection<String> partitions) {
        return execute(transaction, LOCK_OFFSETS, Tuple.of(partitions.toArray(String[]::new)))
                .map(rows -> {
                    var passed = new HashMap<String, Long>();
                    rows.forEach(row -> passed.put(row.getString("topic_partition"), row.getLong("next_offset")));
                    return passed;
                });
    }

    Uni<Void> passOffsets(PostgresTransaction transaction, Map<String, Long> nextOffsets) {
        var sorted = new TreeMap<>(nextOffsets);
        return execute(
                        transaction,
                        PASS_OFFSETS,
                        Tuple.of(
                                sorted.keySet().toArray(String[]::new),
                                sorted.values().toArray(Long[]::new)))
                .replaceWithVoid();
    }

    /** Keeps the fingerprints of usage that wasn't seen before, and answers with that usage. */
    Uni<List<Counted>> recordNew(
            PostgresTransaction transaction, List<Counted> usage, Function<Counted, @Nullable String> rejection) {
        var byFingerprint = new TreeMap<UUID, Counted>();
        usage.forEach(counted -> byFingerprint.putIfAbsent(fingerprintOf(counted.usage()), counted));
        var all = List.copyOf(byFingerprint.values());
        return execute(
                        transaction,
                        RECORD,
                        Tuple.tuple(List.of(
                                byFingerprint.keySet().toArray(UUID[]::new),
                                column(all, counted -> counted.usage().subscriptionId(), String[]::new),
                                column(all, counted -> counted.usage().dimension(), String[]::new),
                                column(
                                        all,
                                        counted ->
                                                counted.usage().hourKey().hour().atOffset(UTC),
                                        OffsetDateTime[]::new),
                                column(
                                        all,
                                        counted -> counted.usage().quantity().toPlainString(),
                                        String[]::new),
                                column(all, rejection, String[]::new),
                                column(all, Counted::partition, String[]::new),
                                column(all, Counted::offset, Long[]::new))))
                .map(rows -> {
                    var news = new HashSet<UUID>();
                    rows.forEach(row -> news.add(row.getUUID("fingerprint")));
                    return byFingerprint.entrySet().stream()
                            .filter(entry -> news.contains(entry.getKey()))
                            .map(Map.Entry::getValue)
                            .toList();
                });
    }

    /** Adds to the hours that are open or new, and answers with these. */
    Uni<Set<HourKey>> addToOpen(PostgresTransaction transaction, SortedMap<HourKey, Sum> sums) {
        return executeRows(transaction, ADD_TO_OPEN, sums).map(rows -> {
            var added = new HashSet<HourKey>();
            rows.forEach(row -> added.add(HourRow.keyOf(row)));
            return added;
        });
    }

    Uni<Void> addRejected(PostgresTransaction transaction, SortedMap<HourKey, Sum> sums) {
        return sums.isEmpty()
                ? Uni.createFrom().voidItem()
                : executeRows(transaction, ADD_REJECTED, sums).replaceWithVoid();
    }

    Uni<Void> ensureRows(PostgresTransaction transaction, SortedMap<HourKey, Sum> sums) {
        return sums.isEmpty()
                ? Uni.createFrom().voidItem()
                : executeRows(transaction, ENSURE, sums).replaceWithVoid();
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

    /** Half a SHA-256 of source and id: no two events of a seller's lifetime share one. */
    private static UUID fingerprintOf(ReportedUsage usage) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(usage.source().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            var half = ByteBuffer.wrap(digest.digest(usage.id().getBytes(StandardCharsets.UTF_8)));
            return new UUID(half.getLong(), half.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
