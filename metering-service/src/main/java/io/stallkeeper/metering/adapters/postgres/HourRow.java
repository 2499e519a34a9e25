package io.stallkeeper.metering.adapters.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.stallkeeper.eventsourcing.log.EventJson;
import io.stallkeeper.metering.domain.hour.HourBook;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.stallkeeper.metering.domain.hour.MeteredHour;
import io.stallkeeper.metering.domain.hour.SendAs;
import io.stallkeeper.metering.domain.hour.TaggedQuantity;
import io.vertx.mutiny.sqlclient.Row;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of the ledger, locked.
 *
 * @param weighed what of the reported was weighed against the buyer's contract
 * @param version of its stream in the log
 * @param attempts how often it was claimed: who claimed it last has this number
 * @param unanswered calls with it that may have reached AWS and that AWS didn't answer, the one under way included
 * @param traceparent of the first usage event in it
 */
@RegisterForReflection(targets = TaggedQuantity.class, registerFullHierarchy = true)
public record HourRow(
        HourKey key,
        HourBook book,
        BigDecimal weighed,
        long version,
        @Nullable Instant timestamp,
        @Nullable SendAs sendAs,
        int attempts,
        int unanswered,
        List<TaggedQuantity> allocations,
        @Nullable String lastError,
        @Nullable String traceparent) {

    private static final TypeReference<List<TaggedQuantity>> ALLOCATIONS = new TypeReference<>() {};

    static final String COLUMNS = "h.subscription_id, h.dimension, h.hour, h.state, h.stream_version, h.reported,"
            + " h.carried_in, h.carried_out, h.expired, h.rejected, h.included, h.shadowed, h.weighed,"
            + " h.quantity, h.sent_timestamp, h.product_code, h.license_arn, h.customer_aws_account_id,"
            + " h.customer_identifier, h.attempts, h.unanswered, h.allocations, h.last_error, h.traceparent";

    static HourRow of(Row row) {
        var timestamp = row.getOffsetDateTime("sent_timestamp");
        return new HourRow(
                keyOf(row),
                new HourBook(
                        stateOf(row.getString("state"), row.getLong("quantity")),
                        row.getBigDecimal("reported"),
                        row.getBigDecimal("carried_in"),
                        row.getBigDecimal("carried_out"),
                        row.getBigDecimal("expired"),
                        row.getBigDecimal("rejected"),
                        row.getBigDecimal("included"),
                        row.getBigDecimal("shadowed")),
                row.getBigDecimal("weighed"),
                row.getLong("stream_version"),
                timestamp == null ? null : timestamp.toInstant(),
                sendAsOf(row),
                row.getInteger("attempts"),
                row.getInteger("unanswered"),
                allocationsOf(row.getString("allocations")),
                row.getString("last_error"),
                row.getString("traceparent"));
    }

    /** What of the open hour was reported for it, and wasn't carried into it or weighed against a contract. */
    BigDecimal own() {
        return book.contents().min(book.reported().subtract(weighed)).max(BigDecimal.ZERO);
    }

    static HourKey keyOf(Row row) {
        return new HourKey(
                row.getString("subscription_id"),
                row.getString("dimension"),
                row.getOffsetDateTime("hour").toInstant());
    }

    static @Nullable SendAs sendAsOf(Row row) {
        var productCode = row.getString("product_code");
        return productCode == null
                ? null
                : new SendAs(
                        productCode,
                        row.getString("license_arn"),
                        row.getString("customer_aws_account_id"),
                        row.getString("customer_identifier"));
    }

    private static List<TaggedQuantity> allocationsOf(@Nullable String json) {
        try {
            return json == null ? List.of() : EventJson.MAPPER.readValue(json, ALLOCATIONS);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String nameOf(MeteredHour state) {
        return switch (state) {
            case MeteredHour.Open open -> "open";
            case MeteredHour.Frozen frozen -> "frozen";
            case MeteredHour.Empty empty -> "empty";
            case MeteredHour.Accepted accepted -> "accepted";
            case MeteredHour.Refused refused -> "refused";
            case MeteredHour.Expired expired -> "expired";
            case MeteredHour.Rejected rejected -> "rejected";
            case MeteredHour.Shadowed shadowed -> "shadowed";
        };
    }

    private static MeteredHour stateOf(String name, long quantity) {
        return switch (name) {
            case "open" -> new MeteredHour.Open();
            case "frozen" -> new MeteredHour.Frozen(quantity);
            case "empty" -> new MeteredHour.Empty();
            case "accepted" -> new MeteredHour.Accepted(quantity);
            case "refused" -> new MeteredHour.Refused(quantity);
            case "expired" -> new MeteredHour.Expired(quantity);
            case "rejected" -> new MeteredHour.Rejected();
            case "shadowed" -> new MeteredHour.Shadowed(quantity);
            default -> throw new IllegalStateException("no hour is " + name);
        };
    }
}
