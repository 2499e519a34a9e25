package io.stallkeeper.metering.adapters.postgres;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.decider.Decision;
import io.stallkeeper.eventsourcing.log.EventMetadata;
import io.stallkeeper.eventsourcing.log.EventTypes;
import io.stallkeeper.eventsourcing.log.StreamId;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.metering.domain.hour.HourBook;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.stallkeeper.metering.domain.hour.MeteredHourCommand;
import io.stallkeeper.metering.domain.hour.MeteredHourDecider;
import io.stallkeeper.metering.domain.hour.MeteredHourEvent;
import io.stallkeeper.metering.domain.hour.Walls;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Changes of hours: each decided by the domain, kept as events in the log and as a row of the ledger, in one transaction.
 * The row carries the state, so that a decision needs no replay; its lock is the guard, the stream's version the proof.
 */
public final class Hours {

    private static final Logger LOG = Logger.getLogger(Hours.class);

    /** Hours are tried one after the other for carried usage; the next one always is open unless the clock jumps. */
    private static final int CARRY_CANDIDATES = 6;

    private static final String LOCK = "select " + HourRow.COLUMNS + " from metered_hour h"
            + " where (subscription_id, dimension, hour) in"
            + " (select * from unnest($1::text[], $2::text[], $3::timestamptz[]))"
            + " order by subscription_id, dimension, hour for update";

    private static final String UPDATE = "update metered_hour set state = $4, stream_version = $5, reported = $6,"
            + " carried_out = $7, expired = $8, rejected = $9, quantity = $10,"
            + " sent_timestamp = coalesce($11, sent_timestamp), product_code = coalesce($12, product_code),"
            + " license_arn = coalesce($13, license_arn),"
            + " customer_aws_account_id = coalesce($14, customer_aws_account_id),"
            + " customer_identifier = coalesce($15, customer_identifier), reason = coalesce($16, reason),"
            + " metering_record_id = coalesce($17, metering_record_id), accepted_at = coalesce($18, accepted_at),"
            + " included = $19, shadowed = $20"
            + " where subscription_id = $1 and dimension = $2 and hour = $3";

    private static final String CARRY_IN = "insert into metered_hour as h"
            + " (subscription_id, dimension, hour, wall, carried_in, traceparent) values ($1, $2, $3, $4, $5, $6)"
            + " on conflict (subscription_id, dimension, hour) do update"
            + " set carried_in = h.carried_in + excluded.carried_in,"
            + " traceparent = coalesce(h.traceparent, excluded.traceparent) where h.state = 'open'";

    private final MeteredHourDecider decider = new MeteredHourDecider();
    private final EventTypes<MeteredHourEvent> types;

    public Hours(EventTypes<MeteredHourEvent> types) {
        this.types = types;
    }

    /** The rows that exist of these hours, locked until the transaction ends. */
    public Uni<List<HourRow>> lock(PostgresTransaction transaction, List<HourKey> keys) {
        return transaction
                .connection()
                .preparedQuery(LOCK)
                .execute(Tuple.of(
                        keys.stream().map(HourKey::subscriptionId).toArray(String[]::new),
                        keys.stream().map(HourKey::dimension).toArray(String[]::new),
                        keys.stream().map(key -> key.hour().atOffset(UTC)).toArray(OffsetDateTime[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(HourRow::of)
                        .toList());
    }

    /** Carries out a command on a locked row. What the domain rejects is logged and changes nothing. */
    public Uni<Void> apply(PostgresTransaction transaction, HourRow row, MeteredHourCommand command, Instant now) {
        return apply(transaction, row, List.of(command), now);
    }

    /** Carries out commands on a locked row one after the other: all of them, or none if the domain rejects one. */
    public Uni<Void> apply(
            PostgresTransaction transaction, HourRow row, List<MeteredHourCommand> commands, Instant now) {
        var events = new ArrayList<MeteredHourEvent>();
        for (var command : commands) {
            switch (decider.decide(command, decider.fold(row.book().state(), events))) {
                case Decision.Accepted<MeteredHourEvent>(var decided) -> events.addAll(decided);
                case Decision.Rejected<MeteredHourEvent>(var reason) -> {
                    LOG.warnf("%s of %s is rejected: %s", command.getClass().getSimpleName(), row.key(), reason);
                    return Uni.createFrom().voidItem();
                }
            }
        }
        return store(transaction, row, events, now);
    }

    private Uni<Void> store(PostgresTransaction transaction, HourRow row, List<MeteredHourEvent> decided, Instant now) {
        if (decided.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Multi.createFrom()
                .iterable(decided)
                .onItem()
                .transformToUniAndConcatenate(event -> placeCarried(transaction, row, event))
                .collect()
                .asList()
                .chain(events -> {
                    events.forEach(Hours::sayIfLost);
                    var next = events.stream().reduce(row.book(), HourBook::evolve, (a, b) -> b);
                    return append(transaction, row, events).chain(() -> update(transaction, row, next, events, now));
                });
    }

    /** Finds an hour that still takes the usage, so that the event names the one that really got it. */
    private Uni<MeteredHourEvent> placeCarried(PostgresTransaction transaction, HourRow row, MeteredHourEvent event) {
        if (!(event instanceof MeteredHourEvent.UsageCarried carried)) {
            return Uni.createFrom().item(event);
        }
        return carryIn(transaction, row, carried.quantity(), carried.toHour(), CARRY_CANDIDATES)
                .map(hour ->
                        new MeteredHourEvent.UsageCarried(carried.key(), carried.quantity(), hour, carried.cause()));
    }

    private Uni<Instant> carryIn(
            PostgresTransaction transaction, HourRow row, BigDecimal quantity, Instant hour, int candidates) {
        if (candidates == 0) {
            return Uni.createFrom()
                    .failure(new IllegalStateException("no open hour takes what " + row.key() + " carries"));
        }
        var key = row.key();
        return transaction
                .connection()
                .preparedQuery(CARRY_IN)
                .execute(Tuple.tuple(asList(
                        key.subscriptionId(),
                        key.dimension(),
                        hour.atOffset(UTC),
                        Walls.lastMomentOf(hour).atOffset(UTC),
                        quantity,
                        row.traceparent())))
                .chain(result -> result.rowCount() == 1
                        ? Uni.createFrom().item(hour)
                        : carryIn(transaction, row, quantity, hour.plus(Duration.ofHours(1)), candidates - 1));
    }

    /** What won't be billed is said aloud. */
    private static void sayIfLost(MeteredHourEvent event) {
        if (event instanceof MeteredHourEvent.HourExpired(var key, var quantity, var reason) && quantity.signum() > 0) {
            LOG.errorf("%s units of %s expired: %s", quantity.toPlainString(), key, reason);
        } else if (event instanceof MeteredHourEvent.LateUsageExpired(var key, var quantity, var reason)) {
            LOG.errorf("%s late units of %s expired: %s", quantity.toPlainString(), key, reason);
        } else if (event instanceof MeteredHourEvent.UsageRefused(var key, var quantity, var reason)) {
            LOG.errorf("%d units of %s are refused: %s", quantity, key, reason);
        }
    }

    private Uni<Void> append(PostgresTransaction transaction, HourRow row, List<MeteredHourEvent> events) {
        var metadata = new EventMetadata(row.traceparent(), null, null);
        var stored = events.stream()
                .map(event -> types.write(UUID.randomUUID(), event, metadata))
                .toList();
        return transaction.append(streamOf(row.key()), row.version(), stored);
    }

    static StreamId streamOf(HourKey key) {
        return StreamId.of("hour", key.subscriptionId() + "/" + key.dimension() + "/" + key.hour());
    }

    private static Uni<Void> update(
            PostgresTransaction transaction, HourRow row, HourBook book, List<MeteredHourEvent> events, Instant now) {
        var key = row.key();
        var values = asList(
                key.subscriptionId(),
                key.dimension(),
                key.hour().atOffset(UTC),
                HourRow.nameOf(book.state()),
                row.version() + events.size(),
                book.reported(),
                book.carriedOut(),
                book.expired(),
                book.rejected(),
                book.quantity());
        values.addAll(detailsOf(events, now));
        values.add(book.included());
        values.add(book.shadowed());
        return transaction
                .connection()
                .preparedQuery(UPDATE)
                .execute(Tuple.tuple(values))
                .replaceWithVoid();
    }

    /** What the events tell besides quantities; where two tell of one column, the later one counts. */
    private static List<Object> detailsOf(List<MeteredHourEvent> events, Instant now) {
        var details = reason(null);
        for (var event : events) {
            var told = detailsOf(event, now);
            for (int column = 0; column < told.size(); column++) {
                if (told.get(column) != null) {
                    details.set(column, told.get(column));
                }
            }
        }
        return details;
    }

    private static List<Object> detailsOf(MeteredHourEvent event, Instant now) {
        return switch (event) {
            case MeteredHourEvent.HourFrozen(var key, var quantity, var timestamp, var sendAs) ->
                asList(
                        timestamp.atOffset(UTC),
                        sendAs.productCode(),
                        sendAs.licenseArn(),
                        sendAs.customerAwsAccountId(),
                        sendAs.customerIdentifier(),
                        null,
                        null,
                        null);
            case MeteredHourEvent.UsageAccepted accepted ->
                asList(null, null, null, null, null, null, accepted.meteringRecordId(), now.atOffset(UTC));
            case MeteredHourEvent.UsageRefused refused -> reason(refused.reason());
            case MeteredHourEvent.HourExpired expired -> reason(expired.reason());
            case MeteredHourEvent.HourRejected rejected -> reason(rejected.reason());
            case MeteredHourEvent.UsageCarried carried -> reason(null);
            case MeteredHourEvent.LateUsageExpired expired -> reason(null);
            case MeteredHourEvent.UsageIncluded included -> reason(null);
            case MeteredHourEvent.LateUsageIncluded included -> reason(null);
            case MeteredHourEvent.HourShadowed shadowed -> reason("shadow-mode");
            case MeteredHourEvent.UsageShadowed shadowed -> reason(null);
            case MeteredHourEvent.LateUsageShadowed shadowed -> reason(null);
        };
    }

    private static List<Object> reason(@Nullable String reason) {
        return asList(null, null, null, null, null, reason, null, null);
    }

    /** Unlike List.of it takes nulls, as columns do. */
    @SuppressWarnings("NullAway")
    private static List<Object> asList(@Nullable Object... values) {
        return new ArrayList<>(java.util.Arrays.asList(values));
    }
}
