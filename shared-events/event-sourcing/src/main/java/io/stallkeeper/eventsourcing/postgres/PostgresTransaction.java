package io.stallkeeper.eventsourcing.postgres;

import static java.time.ZoneOffset.UTC;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.log.EventJson;
import io.stallkeeper.eventsourcing.log.EventToAppend;
import io.stallkeeper.eventsourcing.log.EventTransaction;
import io.stallkeeper.eventsourcing.log.RecordedEvent;
import io.stallkeeper.eventsourcing.log.StreamId;
import io.stallkeeper.eventsourcing.log.VersionConflict;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A transaction of the log that a service's own tables may take part in. */
public final class PostgresTransaction implements EventTransaction {

    private static final String APPEND = "insert into event_log"
            + " (stream, version, id, type, data, metadata, recorded_at)"
            + " values ($1, $2, $3, $4, $5::text::jsonb, $6::text::jsonb, $7)";

    private static final String APPEND_MANY = "insert into event_log"
            + " (stream, version, id, type, data, metadata, recorded_at)"
            + " select s, v, i, t, d::jsonb, m::jsonb, $7 from unnest($1::text[], $2::bigint[], $3::uuid[], $4::text[],"
            + " $5::text[], $6::text[]) with ordinality as u(s, v, i, t, d, m, n) order by n";

    private static final String RECEIVE =
            "insert into inbox (consumer, event_id, received_at) values ($1, $2, $3) on conflict do nothing";

    private static final String PARK = "insert into parked_message"
            + " (id, channel, origin, reason, headers, body, parked_at)"
            + " values ($1, $2, $3, $4, $5::text::jsonb, $6, $7) on conflict do nothing";

    private final SqlConnection connection;
    private final Clock clock;

    PostgresTransaction(SqlConnection connection, Clock clock) {
        this.connection = connection;
        this.clock = clock;
    }

    /** For statements on the service's own tables. Never committed or closed by the one who asks. */
    public SqlConnection connection() {
        return connection;
    }

    @Override
    public Uni<List<RecordedEvent>> read(StreamId stream) {
        return connection
                .preparedQuery(PostgresEventLog.READ_STREAM)
                .execute(Tuple.of(stream.value()))
                .map(PostgresEventLog::toEvents);
    }

    @Override
    public Uni<Void> append(StreamId stream, long expectedVersion, List<EventToAppend> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var recordedAt = clock.instant().atOffset(UTC);
        var rows = new ArrayList<Tuple>(events.size());
        for (var event : events) {
            rows.add(Tuple.tuple(List.of(
                    stream.value(),
                    expectedVersion + rows.size() + 1,
                    event.id(),
                    event.type(),
                    event.data(),
                    toJson(event.metadata()),
                    recordedAt)));
        }
        return connection
                .preparedQuery(APPEND)
                .executeBatch(rows)
                .onFailure(PostgresTransaction::isVersionTaken)
                .transform(failure -> new VersionConflict(stream, expectedVersion))
                .replaceWithVoid();
    }

    /** Events of one stream, to follow its version. */
    public record StreamAppend(StreamId stream, long expectedVersion, List<EventToAppend> events) {}

    /** Appends to many streams by one statement: all of it, or VersionConflict. */
    public Uni<Void> append(List<StreamAppend> appends) {
        var streams = new ArrayList<String>();
        var versions = new ArrayList<Long>();
        var events = new ArrayList<EventToAppend>();
        for (var append : appends) {
            long version = append.expectedVersion();
            for (var event : append.events()) {
                streams.add(append.stream().value());
                versions.add(++version);
                events.add(event);
            }
        }
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(APPEND_MANY)
                .execute(Tuple.tuple(List.of(
                        streams.toArray(String[]::new),
                        versions.toArray(Long[]::new),
                        events.stream().map(EventToAppend::id).toArray(UUID[]::new),
                        events.stream().map(EventToAppend::type).toArray(String[]::new),
                        events.stream().map(EventToAppend::data).toArray(String[]::new),
                        events.stream().map(event -> toJson(event.metadata())).toArray(String[]::new),
                        clock.instant().atOffset(UTC))))
                .onFailure(PostgresTransaction::isVersionTaken)
                .transform(failure -> new VersionConflict(
                        appends.getFirst().stream(), appends.getFirst().expectedVersion()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Boolean> isFirstDelivery(String consumer, String eventId) {
        return connection
                .preparedQuery(RECEIVE)
                .execute(Tuple.of(consumer, eventId, clock.instant().atOffset(UTC)))
                .map(rows -> rows.rowCount() == 1);
    }

    /**
     * Keeps a message that could not be understood, as it came. The same origin of a channel is kept once.
     *
     * @param channel where it came in by, such as a topic or queue
     * @param origin what names it there, such as partition and offset
     * @param reason a stable word in kebab-case
     */
    public Uni<Void> park(String channel, String origin, String reason, Map<String, String> headers, byte[] body) {
        return connection
                .preparedQuery(PARK)
                .execute(Tuple.tuple(List.of(
                        UUID.randomUUID(),
                        channel,
                        origin,
                        reason,
                        toJson(headers),
                        Buffer.buffer(body),
                        clock.instant().atOffset(UTC))))
                .replaceWithVoid();
    }

    private static boolean isVersionTaken(Throwable failure) {
        return failure instanceof PgException error && "event_log_one_event_a_version".equals(error.getConstraint());
    }

    private static String toJson(Object value) {
        try {
            return EventJson.MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
