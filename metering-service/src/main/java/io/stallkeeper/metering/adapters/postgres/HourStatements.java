package io.stallkeeper.metering.adapters.postgres;

import static java.time.ZoneOffset.UTC;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.log.EventJson;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.metering.domain.hour.Allocations;
import io.stallkeeper.metering.domain.hour.HourBook;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.stallkeeper.metering.domain.hour.MeteredHourEvent;
import io.stallkeeper.metering.domain.hour.TaggedQuantity;
import io.stallkeeper.metering.domain.hour.Walls;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ledger's rows as the events of their hours leave them. */
final class HourStatements {

    /** Of a record without allocations, at most: its identity, dimension and numbers. */
    private static final int BYTES_OF_A_RECORD = 2_000;

    private static final int DETAILS = 13;

    private static final String UPDATE = "update metered_hour set state = $4, stream_version = $5, reported = $6,"
            + " carried_in = $7, carried_out = $8, expired = $9, rejected = $10, included = $11, shadowed = $12,"
            + " quantity = $13, sent_timestamp = coalesce($14, sent_timestamp),"
            + " product_code = coalesce($15, product_code), license_arn = coalesce($16, license_arn),"
            + " customer_aws_account_id = coalesce($17, customer_aws_account_id),"
            + " customer_identifier = coalesce($18, customer_identifier), reason = coalesce($19, reason),"
            + " metering_record_id = coalesce($20, metering_record_id), accepted_at = coalesce($21, accepted_at),"
            + " send_by = coalesce($22, send_by), send_rank = coalesce($23, send_rank),"
            + " allocations = coalesce($24, allocations), record_bytes = coalesce($25, record_bytes),"
            + " refused_difference = coalesce($26, refused_difference)"
            + " where subscription_id = $1 and dimension = $2 and hour = $3";

    private static final String CARRY_IN = "insert into metered_hour as h"
            + " (subscription_id, dimension, hour, wall, carried_in, traceparent) values ($1, $2, $3, $4, $5, $6)"
            + " on conflict (subscription_id, dimension, hour) do update"
            + " set carried_in = h.carried_in + excluded.carried_in, waits_until = '-infinity',"
            + " traceparent = coalesce(h.traceparent, excluded.traceparent) where h.state = 'open'";

    private HourStatements() {}

    /** A row and what it becomes. */
    record Written(HourRow row, List<MeteredHourEvent> events, HourBook book) {}

    /** What other hours carry into one. */
    record CarriedIn(
            HourKey key, BigDecimal quantity, @Nullable String traceparent) {

        CarriedIn plus(CarriedIn other) {
            return new CarriedIn(
                    key, quantity.add(other.quantity), traceparent == null ? other.traceparent : traceparent);
        }
    }

    static Uni<Void> write(PostgresTransaction transaction, List<Written> rows, Instant now) {
        return transaction
                .connection()
                .preparedQuery(UPDATE)
                .executeBatch(
                        rows.stream().map(row -> Tuple.tuple(values(row, now))).toList())
                .replaceWithVoid();
    }

    /** Answers with an hour that can't take it, because it isn't open any more. */
    static Uni<Optional<HourKey>> carryIn(PostgresTransaction transaction, List<CarriedIn> carried) {
        if (carried.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return transaction
                .connection()
                .preparedQuery(CARRY_IN)
                .executeBatch(carried.stream()
                        .map(in -> Tuple.tuple(asList(
                                in.key().subscriptionId(),
                                in.key().dimension(),
                                in.key().hour().atOffset(UTC),
                                Walls.lastMomentOf(in.key().hour()).atOffset(UTC),
                                in.quantity(),
                                in.traceparent())))
                        .toList())
                .map(results -> {
                    var result = results;
                    for (var in : carried) {
                        if (result == null || result.rowCount() == 0) {
                            return Optional.of(in.key());
                        }
                        result = result.next();
                    }
                    return Optional.empty();
                });
    }

    private static List<Object> values(Written written, Instant now) {
        var key = written.row().key();
        var book = written.book();
        var values = asList(
                key.subscriptionId(),
                key.dimension(),
                key.hour().atOffset(UTC),
                HourRow.nameOf(book.state()),
                written.row().version() + written.events().size(),
                book.reported(),
                book.carriedIn(),
                book.carriedOut(),
                book.expired(),
                book.rejected(),
                book.included(),
                book.shadowed(),
                book.quantity());
        values.addAll(detailsOf(written.events(), now));
        return values;
    }

    /** What the events tell besides quantities; where two tell of one column, the later one counts. */
    private static List<Object> detailsOf(List<MeteredHourEvent> events, Instant now) {
        var details = asList(new @Nullable Object[DETAILS]);
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
            case MeteredHourEvent.HourFrozen frozen -> frozen(frozen);
            case MeteredHourEvent.UsageAccepted accepted ->
                asList(null, null, null, null, null, null, accepted.meteringRecordId(), now.atOffset(UTC));
            case MeteredHourEvent.UsageRefused refused -> {
                var details = asList(new @Nullable Object[DETAILS]);
                details.set(5, refused.reason());
                details.set(DETAILS - 1, refused.difference());
                yield details;
            }
            case MeteredHourEvent.HourExpired expired -> reason(expired.reason());
            case MeteredHourEvent.HourRejected rejected -> reason(rejected.reason());
            case MeteredHourEvent.RemainderExpired expired -> reason(expired.reason());
            case MeteredHourEvent.HourShadowed shadowed -> reason("shadow-mode");
            case MeteredHourEvent.UsageCarried carried -> List.of();
            case MeteredHourEvent.UsageReassigned reassigned -> List.of();
            case MeteredHourEvent.HourTaken taken -> List.of();
            case MeteredHourEvent.LateUsageExpired expired -> List.of();
            case MeteredHourEvent.LateUsageRejected rejected -> List.of();
            case MeteredHourEvent.UsageIncluded included -> List.of();
            case MeteredHourEvent.LateUsageIncluded included -> List.of();
            case MeteredHourEvent.UsageShadowed shadowed -> List.of();
            case MeteredHourEvent.LateUsageShadowed shadowed -> List.of();
        };
    }

    private static List<Object> frozen(MeteredHourEvent.HourFrozen frozen) {
        var sendAs = frozen.sendAs();
        var allocations = frozen.allocations();
        return asList(
                frozen.timestamp().atOffset(UTC),
                sendAs.productCode(),
                sendAs.licenseArn(),
                sendAs.customerAwsAccountId(),
                sendAs.customerIdentifier(),
                null,
                null,
                null,
                Walls.lastMomentOf(frozen.key().hour()).atOffset(UTC),
                frozen.quantity() == 0 ? SendQueue.RANK_IDLE : SendQueue.RANK_USAGE,
                allocations.isEmpty() ? null : toJson(allocations),
                BYTES_OF_A_RECORD + Allocations.bytesOf(allocations));
    }

    private static String toJson(List<TaggedQuantity> allocations) {
        try {
            return EventJson.MAPPER.writeValueAsString(allocations);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Object> reason(String reason) {
        return asList(null, null, null, null, null, reason);
    }

    /** Unlike List.of it takes nulls, as columns do. */
    @SuppressWarnings("NullAway")
    private static List<Object> asList(@Nullable Object... values) {
        return new ArrayList<>(Arrays.asList(values));
    }
}
