package io.stallkeeper.metering.adapters.history;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The table of batches. Ids are in the order of the commits, because batches are appended under one lock. */
public final class UsageBatches {

    /** Later usage is found by another index, which few batches are in. */
    static final Duration USUALLY_LATE_BY = Duration.ofHours(25);

    /** A replica that freezes with the lock in its hand loses it, and its batch goes again. */
    private static final String LOCK = "set local lock_timeout = '20s';"
            + " set local idle_in_transaction_session_timeout = '20s';"
            + " select pg_advisory_xact_lock(hashtextextended(current_schema() || '.usage_batch', 0))";

    private static final String APPEND =
            "insert into usage_batch (written_at, events, is_late, oldest_hour, hours, body)"
                    + " values ($1, $2, $3, $4, $5, $6) returning id";

    /**
     * Some 50 000 events more, unless one batch alone has more. The first row is the known one, if it is still there.
     */
    private static final String SINCE = "select id, written_at, events, body from"
            + " (select id, written_at, events, case when id > $1 then body end as body,"
            + " sum(events) filter (where id > $1) over (order by id) - events as before"
            + " from usage_batch where id >= $1 order by id limit 2000) batch"
            + " where before < 50000 or id = $1 order by id";

    private static final String ID_BEFORE =
            "select coalesce(min(id) - 1, 0) as id from usage_batch where written_at >= $1";

    /** A batch that somebody has written. The known one comes without its body. */
    record Written(
            long id, Instant at, int events, @Nullable Buffer body) {}

    /** Nobody else appends until the transaction ends. */
    public Uni<Void> lock(PostgresTransaction transaction) {
        return transaction.connection().query(LOCK).execute().replaceWithVoid();
    }

    /** Events as they are appended together. */
    public record BatchRow(Tuple values) {}

    /** Takes a while for many events. */
    public BatchRow rowOf(List<CountedEvent> events, Instant oldestHour, Instant now) {
        return new BatchRow(Tuple.tuple(List.of(
                now.atOffset(UTC),
                events.size(),
                oldestHour.isBefore(now.minus(USUALLY_LATE_BY)),
                oldestHour.atOffset(UTC),
                Buffer.buffer(BatchBody.hoursOf(events)),
                Buffer.buffer(BatchBody.write(events)))));
    }

    /** Under the lock. The id. */
    public Uni<Long> append(PostgresTransaction transaction, BatchRow row) {
        return transaction
                .connection()
                .preparedQuery(APPEND)
                .execute(row.values())
                .map(rows -> rows.iterator().next().getLong("id"));
    }

    /** The id before all that were written since. */
    Uni<Long> idBefore(SqlClient connection, Instant since) {
        return connection
                .preparedQuery(ID_BEFORE)
                .execute(Tuple.of(since.atOffset(UTC)))
                .map(rows -> rows.iterator().next().getLong("id"));
    }

    /** The known batch itself, if it is still there, and the next ones. */
    Uni<List<Written>> since(SqlClient connection, long id) {
        return connection.preparedQuery(SINCE).execute(Tuple.of(id)).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(row -> new Written(
                        row.getLong("id"),
                        row.getOffsetDateTime("written_at").toInstant(),
                        row.getInteger("events"),
                        body(row)))
                .toList());
    }

    private static @Nullable Buffer body(Row row) {
        var body = row.getBuffer("body");
        return body == null ? null : body.getDelegate();
    }
}
