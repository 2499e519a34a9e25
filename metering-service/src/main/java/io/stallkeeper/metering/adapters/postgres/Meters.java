package io.stallkeeper.metering.adapters.postgres;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.decider.Decision;
import io.stallkeeper.eventsourcing.log.Decisions;
import io.stallkeeper.eventsourcing.log.EventMetadata;
import io.stallkeeper.eventsourcing.log.StreamId;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.metering.domain.meter.Meter;
import io.stallkeeper.metering.domain.meter.MeterCommand;
import io.stallkeeper.metering.domain.meter.MeterEvent;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Meters: decided by the domain, kept in the log, and as one row each for the joins of the ledger. */
public final class Meters {

    private static final Logger LOG = Logger.getLogger(Meters.class);

    private static final String OF = "select u.name, coalesce(a.subscription_id, u.name) as subscription_id,"
            + " coalesce(m.product_code, a.product_code) as product_code,"
            + " m.state = 'closed' or m.deadline <= $2 as closed from unnest($1::text[]) as u(name)"
            + " left join subscription_alias a on a.alias_id = u.name"
            + " left join meter m on m.subscription_id = coalesce(a.subscription_id, u.name)"
            + " where m.subscription_id is not null or a.alias_id is not null";

    private static final String ROWS =
            "select m.subscription_id, " + MeterRow.COLUMNS + " from meter m where m.subscription_id = any($1)";

    /**
     * What the fold needs to know of a name that usage is addressed to.
     *
     * @param subscriptionId whose usage it is: the name itself, or the subscription that it is an alias of
     */
    public record Admission(String subscriptionId, String productCode, boolean closed) {}

    private final Decisions<MeterCommand, Meter, MeterEvent> decisions;

    public Meters(Decisions<MeterCommand, Meter, MeterEvent> decisions) {
        this.decisions = decisions;
    }

    public Uni<Void> apply(PostgresTransaction transaction, MeterCommand command, EventMetadata metadata) {
        return decisions
                .decide(transaction, StreamId.of("meter", command.subscriptionId()), command, metadata)
                .chain(decision -> switch (decision) {
                    case Decision.Accepted<MeterEvent>(var events) -> project(transaction, events);
                    case Decision.Rejected<MeterEvent>(var reason) -> {
                        LOG.warnf(
                                "%s of %s is rejected: %s",
                                command.getClass().getSimpleName(), command.subscriptionId(), reason);
                        yield Uni.createFrom().voidItem();
                    }
                });
    }

    /** By the name that was asked for; a subscription without a meter is missing, unless it is an alias. */
    public Uni<Map<String, Admission>> of(PostgresTransaction transaction, Collection<String> names, Instant now) {
        return transaction
                .connection()
                .preparedQuery(OF)
                .execute(Tuple.of(names.toArray(String[]::new), now.atOffset(UTC)))
                .map(rows -> {
                    var found = new HashMap<String, Admission>();
                    rows.forEach(row -> found.put(
                            row.getString("name"),
                            new Admission(
                                    row.getString("subscription_id"),
                                    row.getString("product_code"),
                                    Boolean.TRUE.equals(row.getBoolean("closed")))));
                    return found;
                });
    }

    /** What closing and placing hours needs to know of them; a subscription without a meter is missing. */
    Uni<Map<String, MeterRow>> rows(PostgresTransaction transaction, Collection<String> subscriptionIds) {
        return transaction
                .connection()
                .preparedQuery(ROWS)
                .execute(Tuple.of(subscriptionIds.toArray(String[]::new)))
                .map(rows -> {
                    var found = new HashMap<String, MeterRow>();
                    for (var row : rows) {
                        var meter = MeterRow.of(row);
                        if (meter != null) {
                            found.put(row.getString("subscription_id"), meter);
                        }
                    }
                    return found;
                });
    }

    private static Uni<Void> project(PostgresTransaction transaction, List<MeterEvent> events) {
        var done = Uni.createFrom().voidItem();
        for (var event : events) {
            sayIfStopped(event);
            done = done.chain(() -> MeterStatements.project(transaction, event));
        }
        return done;
    }

    private static void sayIfStopped(MeterEvent event) {
        if (event instanceof MeterEvent.MeterStopped(var id, var at, var reason)) {
            LOG.errorf(
                    "AWS says %s of subscription %s: nothing more of it is sent until it is activated again",
                    reason, id);
        }
    }
}
