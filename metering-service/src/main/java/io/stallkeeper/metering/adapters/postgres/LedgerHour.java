package io.stallkeeper.metering.adapters.postgres;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.vertx.mutiny.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One hour of one dimension; {@code quantity} is what was frozen, in the place that {@code state} names. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "One hour of one dimension, with the places of its units.")
public record LedgerHour(
        @Schema(description = "AWS's API identifier of what is counted.", examples = "requests")
        String dimension,

        @Schema(description = "Start of the UTC hour.", examples = "2026-08-20T14:00:00Z")
        Instant hour,

        @Schema(
                description = "Where the hour stands.",
                enumeration = {"open", "frozen", "empty", "accepted", "refused", "expired", "rejected", "shadowed"})
        String state,

        @Schema(
                description = "Whole units as frozen, in the place that the state names; 0 while open.",
                examples = "118")
        long quantity,

        @JsonUnwrapped Places places,

        @Schema(description = "Hours that left units to this one; they add up to carriedIn.")
        List<Share> carriedFrom,

        @Schema(description = "Hours that this one left units to; they add up to carriedOut.")
        List<Share> carriedTo,

        @Schema(description = "The timestamp that AWS is told; inside the hour.") @Nullable
        Instant timestamp,

        @Schema(description = "AWS's receipt.", examples = "5a1f2e0c-1d6b-4f0e-9a43-2f9d3a1c7b10") @Nullable
        String meteringRecordId,

        @Schema(description = "When AWS accepted it.") @Nullable
        Instant acceptedAt,

        @Schema(description = "Why it is where it is, or AWS's last error.", examples = "subscription-ended") @Nullable
        String reason) {

    /** What one hour left to another. */
    @Schema(name = "CarriedShare", description = "Units that one hour left to another.")
    public record Share(
            @Schema(description = "The other hour.", examples = "2026-08-20T13:00:00Z")
            Instant hour,

            @Schema(description = "Units.", examples = "0.25")
            BigDecimal quantity,

            @Schema(
                    description = "late: they came after their hour was frozen; remainder: what whole units left.",
                    enumeration = {"late", "remainder"})
            String cause) {}

    static final String COLUMNS = "dimension, hour, state, quantity, sent_timestamp, metering_record_id, accepted_at,"
            + " reason, reported, carried_in, carried_out, accepted, pending, refused, expired, rejected, included,"
            + " shadowed";

    static LedgerHour of(Row row) {
        return new LedgerHour(
                row.getString("dimension"),
                row.getOffsetDateTime("hour").toInstant(),
                row.getString("state"),
                row.getLong("quantity"),
                Places.of(row),
                List.of(),
                List.of(),
                instant(row.getOffsetDateTime("sent_timestamp")),
                row.getString("metering_record_id"),
                instant(row.getOffsetDateTime("accepted_at")),
                row.getString("reason"));
    }

    /** With what it took and what it gave. */
    LedgerHour with(List<CarriedUsage.Carried> taken, List<CarriedUsage.Carried> given) {
        return new LedgerHour(
                dimension,
                hour,
                state,
                quantity,
                places,
                taken.stream()
                        .map(row -> new Share(row.from(), row.quantity(), row.cause()))
                        .toList(),
                given.stream()
                        .map(row -> new Share(row.to(), row.quantity(), row.cause()))
                        .toList(),
                timestamp,
                meteringRecordId,
                acceptedAt,
                reason);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
