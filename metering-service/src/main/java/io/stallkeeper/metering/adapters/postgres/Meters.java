package io.stallkeeper.metering.adapters.postgres;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.decider.Decision;
import io.stallkeeper.eventsourcing.log.Decisions;
import io.stallkeeper.eventsourcing.log.EventMetadata;
import io.stallkeeper.eventsourcing.log.StreamId;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.metering.domain.hour.SendAs;
import io.stallkeeper.metering.domain.meter.Meter;
import io.stallkeeper.metering.domain.meter.MeterCommand;
import io.stallkeeper.metering.domain.meter.MeterEvent;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Meters: decided by the domain, kept in the log, and as one row each for the joins of the ledger. */
public final class Meters {

    private static final Logger LOG = Logger.getLogger(Meters.class);

    private static final String OPEN = "insert into meter (subscription_id, state, product_code, license_arn,"
            + " customer_aws_account_id, customer_identifier, activated_at)"
            + " values ($1, 'running', $2, $3, $4, $5, $6) on conflict (subscription_id) do update"
            + " set state = 'running', activated_at = excluded.activated_at, ending_since = null, deadline = null,"
            + " settled_with = null";

    private static final String BEGIN_ENDING = "insert into meter (subscription_id, state, product_code, license_arn,"
            + " customer_aws_account_id, customer_identifier, activated_at, ending_since, deadline)"
            + " values ($1, 'ending', $2, $3, $4, $5, to_timestamp(0), $6, $7) on conflict (subscription_id) do update"
            + " set state = 'ending', ending_since = excluded.ending_since, deadline = excluded.deadline";

    private static final String SETTLE = "update meter set settled_with = $2 where subscription_id = $1";

    private static final String CLOSE = "update meter set state = 'closed' where subscription_id = $1";

    private static final String OF = "select subscription_id, product_code,"
            + " state = 'closed' or deadline <= $2 as closed from meter where subscription_id = any($1)";

    /** What the fold needs to know of a meter. */
    public record Admission(String productCode, boolean closed) {}

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

    /** By subscription id; a subscription without a meter is missing. */
    public Uni<Map<String, Admission>> of(
            PostgresTransaction transaction, Collection<String> subscriptionIds, Instant now) {
        return transaction
                .connection()
                .preparedQuery(OF)
                .execute(Tuple.of(subscriptionIds.toArray(String[]::new), now.atOffset(UTC)))
                .map(rows -> {
                    var found = new HashMap<String, Admission>();
                    rows.forEach(row -> found.put(
                            row.getString("subscription_id"),
                            new Admission(
                                    row.getString("product_code"), Boolean.TRUE.equals(row.getBoolean("closed")))));
                    return found;
                });
    }

    private static Uni<Void> project(PostgresTransaction transaction, List<MeterEvent> events) {
        var done = Uni.createFrom().voidItem();
        for (var event : events) {
            done = done.chain(() -> project(transaction, event));
        }
        return done;
    }

    private static Uni<Void> project(PostgresTransaction transaction, MeterEvent event) {
        return switch (event) {
            case MeterEvent.MeterOpened(var id, var sendAs, var activatedAt) ->
                execute(transaction, OPEN, row(id, sendAs, activatedAt.atOffset(UTC)));
            case MeterEvent.MeterEnding(var id, var sendAs, var since, var deadline) ->
                execute(transaction, BEGIN_ENDING, row(id, sendAs, since.atOffset(UTC), deadline.atOffset(UTC)));
            case MeterEvent.MeterClosed(var id, var at) -> execute(transaction, CLOSE, Tuple.of(id));
            case MeterEvent.FinalUsageSettled settled ->
                execute(
                        transaction,
                        SETTLE,
                        Tuple.of(
                                settled.subscriptionId(),
                                Objects.requireNonNullElse(settled.lastMeteringRecordId(), "")));
        };
    }

    private static Tuple row(String id, SendAs sendAs, @Nullable Object... times) {
        var row = Tuple.tuple(Arrays.asList(
                id,
                sendAs.productCode(),
                sendAs.licenseArn(),
                sendAs.customerAwsAccountId(),
                sendAs.customerIdentifier()));
        for (var time : times) {
            row.addValue(time);
        }
        return row;
    }

    private static Uni<Void> execute(PostgresTransaction transaction, String sql, Tuple values) {
        return transaction.connection().preparedQuery(sql).execute(values).replaceWithVoid();
    }
}
