package io.stallkeeper.metering.adapters.postgres;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far the ledger has got in each partition of the usage topic. It is the truth of what was counted; the offsets of
 * the consumer group only tell people about the lag. Partitions are named {@code <topic>-<number>}.
 */
public final class LedgerOffsets {

    private static final String BEGIN = "insert into usage_partition (topic_partition, next_offset)"
            + " select * from unnest($1::text[], $2::bigint[]) on conflict do nothing";

    private static final String READ =
            "select topic_partition, next_offset from usage_partition where topic_partition = any($1)";

    /** The fence: it holds the rows until the transaction ends, and finds only those that stand where they should. */
    private static final String PASS = "update usage_partition p set next_offset = r.up_to"
            + " from unnest($1::text[], $2::bigint[], $3::bigint[]) as r(topic_partition, read_from, up_to)"
            + " where p.topic_partition = r.topic_partition and p.next_offset = r.read_from";

    private final Pool pool;

    public LedgerOffsets(Pool pool) {
        this.pool = pool;
    }

    /**
     * Where to go on reading, by partition.
     *
     * @param beginnings where a partition begins that the ledger has never seen
     */
    public Uni<Map<String, Long>> positions(Map<String, Long> beginnings) {
        var sorted = new TreeMap<>(beginnings);
        var names = sorted.keySet().toArray(String[]::new);
        return pool.preparedQuery(BEGIN)
                .execute(Tuple.of(names, sorted.values().toArray(Long[]::new)))
                .chain(() -> next(List.of(names)));
    }

    /** The first offset that isn't counted, of those partitions that the ledger has seen. */
    public Uni<Map<String, Long>> next(Collection<String> partitions) {
        return pool.preparedQuery(READ)
                .execute(Tuple.tuple().addArrayOfString(partitions.toArray(String[]::new)))
                .map(rows -> {
                    var positions = new HashMap<String, Long>();
                    rows.forEach(row -> positions.put(row.getString("topic_partition"), row.getLong("next_offset")));
                    return positions;
                });
    }

    /** Fails with {@link PartitionLost} unless the ledger stands where each range begins. */
    Uni<Void> pass(PostgresTransaction transaction, Map<String, OffsetRange> ranges) {
        var sorted = new TreeMap<>(ranges);
        var values = Tuple.of(
                sorted.keySet().toArray(String[]::new),
                sorted.values().stream().map(OffsetRange::from).toArray(Long[]::new),
                sorted.values().stream().map(OffsetRange::to).toArray(Long[]::new));
        return transaction
                .connection()
                .preparedQuery(PASS)
                .execute(values)
                .onItem()
                .transformToUni(passed -> passed.rowCount() == sorted.size()
                        ? Uni.createFrom().voidItem()
                        : Uni.createFrom().failure(new PartitionLost(sorted.keySet())));
    }
}
