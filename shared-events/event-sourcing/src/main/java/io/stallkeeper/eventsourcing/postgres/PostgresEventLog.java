package io.stallkeeper.eventsourcing.postgres;

import static java.time.ZoneOffset.UTC;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.log.EventJson;
import io.stallkeeper.eventsourcing.log.EventLog;
import io.stallkeeper.eventsourcing.log.EventMetadata;
import io.stallkeeper.eventsourcing.log.LogPosition;
import io.stallkeeper.eventsourcing.log.RecordedEvent;
import io.stallkeeper.eventsourcing.log.StreamId;
import io.stallkeeper.eventsourcing.log.VersionConflict;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** The log in the table {@code event_log} of the connection's schema. */
public final class PostgresEventLog implements EventLog<PostgresTransaction> {

    private static final Set<String> LOST_RACES = Set.of("40001", "40P01"); // serialization failure, deadlock

    private static final String COLUMNS =
            "select xid::text as xid, position, stream, version, id, type, data::text as data,"
                    + " metadata::text as metadata, recorded_at from event_log ";

    static final String READ_STREAM = COLUMNS + "where stream = $1 order by version";

    /**
     * Ordered by the table's column: {@code xid} alone is the text that is selected, in which 1000 comes before 999.
     */
    private static final String READ_AFTER = COLUMNS
            + "where (xid, position) > ($1::text::xid8, $2) and xid < pg_snapshot_xmin(pg_current_snapshot())"
            + " order by event_log.xid, position limit $3";

    private final Pool pool;
    private final Clock clock;

    public PostgresEventLog(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    @Override
    public <R> Uni<R> inTransaction(Function<? super PostgresTransaction, Uni<R>> work) {
        return pool.withTransaction(connection -> work.apply(new PostgresTransaction(connection, clock)))
                .onFailure(PostgresEventLog::isLostRace)
                .retry()
                .atMost(MAX_ATTEMPTS - 1L);
    }

    @Override
    public Uni<List<RecordedEvent>> readAfter(LogPosition position, int limit) {
        return pool.preparedQuery(READ_AFTER)
                .execute(Tuple.of(Long.toUnsignedString(position.transactionId()), position.position(), limit))
                .map(PostgresEventLog::toEvents);
    }

    static List<RecordedEvent> toEvents(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(PostgresEventLog::toEvent)
                .toList();
    }

    private static RecordedEvent toEvent(Row row) {
        return new RecordedEvent(
                new LogPosition(Long.parseUnsignedLong(row.getString("xid")), row.getLong("position")),
                new StreamId(row.getString("stream")),
                row.getLong("version"),
                row.getUUID("id"),
                row.getString("type"),
                row.getString("data"),
                toMetadata(row.getString("metadata")),
                row.getOffsetDateTime("recorded_at").atZoneSameInstant(UTC).toInstant());
    }

    private static EventMetadata toMetadata(String json) {
        try {
            return EventJson.MAPPER.readValue(json, EventMetadata.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isLostRace(Throwable failure) {
        return failure instanceof VersionConflict
                || (failure instanceof PgException error && LOST_RACES.contains(error.getSqlState()));
    }
}
