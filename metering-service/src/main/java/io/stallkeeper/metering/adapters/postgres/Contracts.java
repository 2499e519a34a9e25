package io.stallkeeper.metering.adapters.postgres;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.decider.Decision;
import io.stallkeeper.eventsourcing.log.Decisions;
import io.stallkeeper.eventsourcing.log.EventMetadata;
import io.stallkeeper.eventsourcing.log.StreamId;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.metering.domain.contract.Allowance;
import io.stallkeeper.metering.domain.contract.Contract;
import io.stallkeeper.metering.domain.contract.ContractCommand;
import io.stallkeeper.metering.domain.contract.ContractEvent;
import io.stallkeeper.metering.domain.contract.Timeline;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Contracts: decided by the domain, kept in the log, and as rows of what they include for weighing usage against them.
 */
public final class Contracts {

    private static final Logger LOG = Logger.getLogger(Contracts.class);

    private static final String HEARD = "insert into contract (subscription_id, as_of) values ($1, $2)"
            + " on conflict (subscription_id) do update set as_of = greatest(contract.as_of, excluded.as_of)";

    private static final String REPLACED =
            "delete from included_quantity where subscription_id = $1 and dimension = $2 and since >= $3";

    private static final String INCLUDED = "insert into included_quantity (subscription_id, dimension, since,"
            + " term_start, quantity, until) values ($1, $2, $3, $4, $5, $6)";

    /** What waits for the contract waits no longer. */
    private static final String WAKE =
            "update metered_hour set waits_until = '-infinity' where subscription_id = $1 and state = 'open'";

    private static final String TIMELINES = "select u.s as subscription_id, u.d as dimension, q.since, q.term_start,"
            + " q.quantity, q.until, c.subscription_id is not null as heard"
            + " from unnest($1::text[], $2::text[]) as u(s, d)"
            + " left join contract c on c.subscription_id = u.s"
            + " left join included_quantity q on q.subscription_id = u.s and q.dimension = u.d"
            + " order by 1, 2, q.since";

    private final Decisions<ContractCommand, Contract, ContractEvent> decisions;

    public Contracts(Decisions<ContractCommand, Contract, ContractEvent> decisions) {
        this.decisions = decisions;
    }

    public Uni<Void> apply(PostgresTransaction transaction, ContractCommand command, EventMetadata metadata) {
        return decisions
                .decide(transaction, StreamId.of("contract", command.subscriptionId()), command, metadata)
                .chain(decision -> switch (decision) {
                    case Decision.Accepted<ContractEvent>(var events) -> project(transaction, command, events);
                    case Decision.Rejected<ContractEvent>(var reason) -> {
                        LOG.warnf(
                                "%s of %s is rejected: %s",
                                command.getClass().getSimpleName(), command.subscriptionId(), reason);
                        yield Uni.createFrom().voidItem();
                    }
                });
    }

    /** By the dimension's key at {@link Instant#EPOCH}; every dimension that is asked for has one. */
    Uni<Map<HourKey, Timeline>> timelines(PostgresTransaction transaction, Collection<HourKey> dimensions) {
        return transaction
                .connection()
                .preparedQuery(TIMELINES)
                .execute(Tuple.of(
                        dimensions.stream().map(HourKey::subscriptionId).toArray(String[]::new),
                        dimensions.stream().map(HourKey::dimension).toArray(String[]::new)))
                .map(rows -> {
                    var allowances = new HashMap<HourKey, List<Allowance>>();
                    var timelines = new HashMap<HourKey, Timeline>();
                    for (var row : rows) {
                        var key = new HourKey(
                                row.getString("subscription_id"), row.getString("dimension"), Instant.EPOCH);
                        var found = allowances.computeIfAbsent(key, dimension -> new ArrayList<>());
                        if (row.getOffsetDateTime("since") != null) {
                            found.add(allowance(row));
                        }
                        timelines.put(key, new Timeline(found, row.getBoolean("heard")));
                    }
                    return timelines;
                });
    }

    private static Uni<Void> project(
            PostgresTransaction transaction, ContractCommand command, List<ContractEvent> events) {
        return Multi.createFrom()
                .iterable(events)
                .onItem()
                .transformToUniAndConcatenate(event -> project(transaction, event))
                .collect()
                .last()
                .chain(() -> events.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : execute(
                                        transaction,
                                        HEARD,
                                        Tuple.of(
                                                command.subscriptionId(),
                                                events.getLast().asOf().atOffset(UTC)))
                                .chain(() -> execute(transaction, WAKE, Tuple.of(command.subscriptionId()))));
    }

    private static Uni<Void> project(PostgresTransaction transaction, ContractEvent event) {
        return switch (event) {
            case ContractEvent.QuantityIncluded included ->
                replace(
                        transaction,
                        event.subscriptionId(),
                        included.dimension(),
                        new Allowance(included.from(), included.termStart(), included.quantity(), included.until()));
            case ContractEvent.InclusionEnded ended ->
                replace(transaction, event.subscriptionId(), ended.dimension(), Allowance.none(ended.from()));
            case ContractEvent.NothingIncluded nothing -> Uni.createFrom().voidItem();
        };
    }

    private static Uni<Void> replace(
            PostgresTransaction transaction, String subscriptionId, String dimension, Allowance allowance) {
        var since = allowance.from().atOffset(UTC);
        return execute(transaction, REPLACED, Tuple.of(subscriptionId, dimension, since))
                .chain(() -> execute(
                        transaction,
                        INCLUDED,
                        Tuple.of(
                                subscriptionId,
                                dimension,
                                since,
                                allowance.termStart().atOffset(UTC),
                                allowance.quantity(),
                                offset(allowance.until()))));
    }

    private static Allowance allowance(Row row) {
        var until = row.getOffsetDateTime("until");
        return new Allowance(
                row.getOffsetDateTime("since").toInstant(),
                row.getOffsetDateTime("term_start").toInstant(),
                row.getBigDecimal("quantity"),
                until == null ? null : until.toInstant());
    }

    private static @Nullable OffsetDateTime offset(@Nullable Instant time) {
        return time == null ? null : time.atOffset(UTC);
    }

    private static Uni<Void> execute(PostgresTransaction transaction, String sql, Tuple values) {
        return transaction.connection().preparedQuery(sql).execute(values).replaceWithVoid();
    }
}
