package io.stallkeeper.metering.adapters.history;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The usage events that an hour consists of, for as long as they are kept. */
public final class UsageHistory {

    /** Usage may be of a future as near as this, and clocks differ. */
    private static final Duration EARLY_BY = Duration.ofMinutes(15);

    /**
     * Rows that one answer reads at most, some MB: with little in each of them the answer is short and tells to go on.
     */
    private static final int MAX_BATCHES = 50;

    /**
     * $1 where to go on, $2 to $3 when usage of the hour usually comes, $4 the hour, $5 its hash. Batches of that time,
     * and those later ones that have usage as late as that.
     */
    private static final String BATCHES = "select id, hours, body from usage_batch where id >= $1"
            + " and id in (select id from usage_batch where written_at >= $2 and written_at < $3"
            + " union all select id from usage_batch where is_late and oldest_hour <= $4 and written_at >= $3)"
            + " and position($5 in hours) > 0 order by id limit " + MAX_BATCHES;

    private final Pool pool;

    public UsageHistory(Pool pool) {
        this.pool = pool;
    }

    /**
     * A place in the history of an hour, to go on from.
     *
     * @param batch id of a row
     * @param index of an event in it
     */
    public record Position(long batch, int index) {

        public static final Position BEGINNING = new Position(0, 0);

        /** Reads {@link #toString}; fails with IllegalArgumentException if it isn't one. */
        public static Position parse(String text) {
            var parts = text.split("\\.", 2);
            if (parts.length < 2) {
                throw new IllegalArgumentException("no position");
            }
            return new Position(Long.parseLong(parts[0]), Integer.parseInt(parts[1]));
        }

        @Override
        public String toString() {
            return batch + "." + index;
        }
    }

    /** @param next where to go on; null if there is no more */
    public record Page(List<CountedEvent> events, @Nullable Position next) {}

    /** The events that were counted or rejected, in the order in which they were. At most {@code limit}, maybe less. */
    public Uni<Page> of(HourKey hour, Position from, int limit) {
        long hash = HourHash.of(hour);
        var usually = hour.hour().plus(Duration.ofHours(1)).plus(UsageBatches.USUALLY_LATE_BY);
        var values = Tuple.of(
                from.batch(),
                hour.hour().minus(EARLY_BY).atOffset(UTC),
                usually.atOffset(UTC),
                hour.hour().atOffset(UTC),
                Buffer.buffer(ByteBuffer.allocate(8).putLong(hash).array()));
        return pool.preparedQuery(BATCHES).execute(values).map(rows -> pageOf(rows, hash, from, limit));
    }

    private static Page pageOf(RowSet<Row> rows, long hash, Position from, int limit) {
        var events = new ArrayList<CountedEvent>();
        long last = from.batch();
        for (var row : rows) {
            last = row.getLong("id");
            var batch = BatchBody.read(
                    row.getBuffer("hours").getBytes(), row.getBuffer("body").getBytes());
            for (int i = last == from.batch() ? Math.max(0, from.index()) : 0; i < batch.size(); i++) {
                if (batch.get(i).hour() != hash) {
                    continue;
                }
                if (events.size() == limit) {
                    return new Page(events, new Position(last, i));
                }
                events.add(batch.get(i));
            }
        }
        return new Page(events, rows.size() == MAX_BATCHES ? new Position(last + 1, 0) : null);
    }
}
