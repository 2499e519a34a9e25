package io.stallkeeper.eventsourcing.postgres;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.log.Checkpoints;
import io.stallkeeper.eventsourcing.log.LogPosition;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.util.function.Function;

/**
 * Checkpoints in the table {@code reader_checkpoint}. One replica at a time holds a reader's advisory lock, for the
 * length of a transaction.
 *
 * <p>Not a lock on the row: that would give the transaction an id before the work begins, and since readers stop below
 * the oldest running transaction id, one reader that waits for a broker would hold back all others.
 */
public final class PostgresCheckpoints implements Checkpoints {

    private static final String LOCK =
            "select pg_try_advisory_xact_lock(hashtextextended(current_schema() || '/reader/' || $1, 0)) as locked";

    private static final String LOAD = "select xid::text as xid, position from reader_checkpoint where reader = $1";

    private static final String SAVE = "insert into reader_checkpoint (reader, xid, position, moved_at)"
            + " values ($1, $2::text::xid8, $3, $4) on conflict (reader) do update"
            + " set xid = excluded.xid, position = excluded.position, moved_at = excluded.moved_at";

    private final Pool pool;
    private final Clock clock;

    public PostgresCheckpoints(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    @Override
    public Uni<Boolean> advance(String reader, Function<LogPosition, Uni<LogPosition>> work) {
        return pool.withTransaction(connection -> lock(connection, reader).chain(locked -> {
            if (!locked) {
                return Uni.createFrom().item(false);
            }
            return load(connection, reader)
                    .chain(from -> work.apply(from).chain(to -> save(connection, reader, from, to)));
        }));
    }

    private static Uni<Boolean> lock(SqlConnection connection, String reader) {
        return connection.preparedQuery(LOCK).execute(Tuple.of(reader)).map(rows -> rows.iterator()
                .next()
                .getBoolean("locked"));
    }

    private static Uni<LogPosition> load(SqlConnection connection, String reader) {
        return connection.preparedQuery(LOAD).execute(Tuple.of(reader)).map(PostgresCheckpoints::toPosition);
    }

    private static LogPosition toPosition(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return LogPosition.START;
        }
        var row = rows.iterator().next();
        return new LogPosition(Long.parseUnsignedLong(row.getString("xid")), row.getLong("position"));
    }

    private Uni<Boolean> save(SqlConnection connection, String reader, LogPosition from, LogPosition to) {
        if (to.equals(from)) {
            return Uni.createFrom().item(false);
        }
        return connection
                .preparedQuery(SAVE)
                .execute(Tuple.of(
                        reader,
                        Long.toUnsignedString(to.transactionId()),
                        to.position(),
                        clock.instant().atOffset(UTC)))
                .replaceWith(true);
    }
}
