package io.stallkeeper.entitlement.adapters.lookup;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.log.EventMetadata;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

/** The table {@code lookup}: which subscription is to be looked up when. A due lookup is leased by one replica. */
public final class LookupAgenda {

    private static final String PLAN = "insert into lookup"
            + " (subscription_id, due_at, traceparent, correlation_id, causation_id) values ($1, $2, $3, $4, $5)"
            + " on conflict (subscription_id) do update set due_at = excluded.due_at, failures = 0,"
            + " traceparent = excluded.traceparent, correlation_id = excluded.correlation_id,"
            + " causation_id = excluded.causation_id";

    /** New wishes first: what has failed already has waited for AWS, and not for us. */
    private static final String LEASE = "update lookup set leased_until = $2 where subscription_id in ("
            + "select subscription_id from lookup where due_at <= $1"
            + " and (leased_until is null or leased_until <= $1)"
            + " order by failures, due_at limit $3 for update skip locked)"
            + " returning subscription_id, failures, traceparent, correlation_id, causation_id";

    private static final String RELEASE = "update lookup set leased_until = null where subscription_id = $1";

    private static final String POSTPONE =
            "update lookup set leased_until = null, failures = failures + 1, due_at = $2 where subscription_id = $1";

    private static final String DROP = "delete from lookup where subscription_id = $1";

    public Uni<Void> plan(
            PostgresTransaction transaction, String subscriptionId, Instant dueAt, EventMetadata metadata) {
        return transaction
                .connection()
                .preparedQuery(PLAN)
                .execute(Tuple.of(
                        subscriptionId,
                        dueAt.atOffset(UTC),
                        metadata.traceparent(),
                        metadata.correlationId(),
                        metadata.causationId()))
                .replaceWithVoid();
    }

    /** @param limit of lookups; those that another replica has leased are left out */
    public Uni<List<DueLookup>> lease(PostgresTransaction transaction, Instant now, Instant until, int limit) {
        return transaction
                .connection()
                .preparedQuery(LEASE)
                .execute(Tuple.of(now.atOffset(UTC), until.atOffset(UTC), limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(LookupAgenda::toLookup)
                        .toList());
    }

    /** Gives the lease back; whether and when the lookup is due stays as it is. */
    public Uni<Void> release(PostgresTransaction transaction, String subscriptionId) {
        return execute(transaction, RELEASE, Tuple.of(subscriptionId));
    }

    /** After a failure: gives the lease back and tries again then. */
    public Uni<Void> postpone(PostgresTransaction transaction, String subscriptionId, Instant dueAt) {
        return execute(transaction, POSTPONE, Tuple.of(subscriptionId, dueAt.atOffset(UTC)));
    }

    public Uni<Void> drop(PostgresTransaction transaction, String subscriptionId) {
        return execute(transaction, DROP, Tuple.of(subscriptionId));
    }

    private static Uni<Void> execute(PostgresTransaction transaction, String sql, Tuple values) {
        return transaction.connection().preparedQuery(sql).execute(values).replaceWithVoid();
    }

    private static DueLookup toLookup(Row row) {
        var metadata = new EventMetadata(
                row.getString("traceparent"), row.getString("correlation_id"), row.getString("causation_id"));
        return new DueLookup(row.getString("subscription_id"), row.getInteger("failures"), metadata);
    }
}
