package io.stallkeeper.subscription.adapters.postgres;

import static java.time.ZoneOffset.UTC;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.log.EventJson;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** What could not be understood, from queues and topics alike, until it is replayed. */
public final class ParkedMessages {

    private static final String SELECT =
            "select id, channel, origin, reason, headers::text as headers, body, parked_at" + " from parked_message ";

    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final Pool pool;

    /** @param body as it came */
    @SuppressWarnings("ArrayRecordComponent") // a value that is handed on, never compared
    public record ParkedMessage(
            UUID id,
            String channel,
            String origin,
            String reason,
            Map<String, String> headers,
            byte[] body,
            Instant parkedAt) {}

    public ParkedMessages(Pool pool) {
        this.pool = pool;
    }

    /** The longest parked first. */
    public Uni<List<ParkedMessage>> page(int offset, int limit) {
        return select("order by parked_at, id offset $1 limit $2", Tuple.of(offset, limit));
    }

    public Uni<Optional<ParkedMessage>> find(UUID id) {
        return select("where id = $1", Tuple.of(id)).map(found -> found.stream().findFirst());
    }

    public Uni<Void> remove(PostgresTransaction transaction, UUID id) {
        return transaction
                .connection()
                .preparedQuery("delete from parked_message where id = $1")
                .execute(Tuple.of(id))
                .replaceWithVoid();
    }

    public Uni<Void> changeReason(UUID id, String reason) {
        return pool.preparedQuery("update parked_message set reason = $2 where id = $1")
                .execute(Tuple.of(id, reason))
                .replaceWithVoid();
    }

    private Uni<List<ParkedMessage>> select(String condition, Tuple parameters) {
        return pool.preparedQuery(SELECT + condition).execute(parameters).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(ParkedMessages::toMessage)
                .toList());
    }

    private static ParkedMessage toMessage(Row row) {
        try {
            return new ParkedMessage(
                    row.getUUID("id"),
                    row.getString("channel"),
                    row.getString("origin"),
                    row.getString("reason"),
                    EventJson.MAPPER.readValue(row.getString("headers"), HEADERS),
                    row.getBuffer("body").getBytes(),
                    row.getOffsetDateTime("parked_at").atZoneSameInstant(UTC).toInstant());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
