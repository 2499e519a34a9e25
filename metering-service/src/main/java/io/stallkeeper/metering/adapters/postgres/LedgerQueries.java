package io.stallkeeper.metering.adapters.postgres;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads the ledger: each place is added up by itself, so that the law is seen and not assumed. */
public final class LedgerQueries {

    private static final String PLACES = "select dimension, sum(reported) as reported,"
            + " coalesce(sum(quantity) filter (where state = 'accepted'), 0)::numeric as accepted,"
            + " coalesce(sum(quantity) filter (where state = 'frozen'), 0) + coalesce(sum(reported + carried_in"
            + " - carried_out - expired - rejected) filter (where state = 'open'), 0) as pending,"
            + " coalesce(sum(quantity) filter (where state = 'refused'), 0)::numeric as refused,"
            + " sum(expired) + coalesce(sum(quantity) filter (where state = 'expired'), 0) as expired,"
            + " sum(rejected) + coalesce(sum(quantity) filter (where state = 'shadowed'), 0) as rejected"
            + " from metered_hour where subscription_id = $1 group by dimension order by dimension";

    private static final String HOURS = "select dimension, hour, state, reported, carried_in, carried_out, expired,"
            + " rejected, quantity, metering_record_id, coalesce(reason, last_error) as reason from metered_hour"
            + " where subscription_id = $1 and ($2::text is null or dimension = $2) and hour < $3"
            + " order by hour desc, dimension limit $4";

    /** Units of one dimension in each of the law's places. */
    public record Places(
            String dimension,
            BigDecimal reported,
            BigDecimal accepted,
            BigDecimal pending,
            BigDecimal refused,
            BigDecimal expired,
            BigDecimal rejected) {}

    /** One hour of one dimension; {@code quantity} is what was frozen, in the place that {@code state} names. */
    public record Hour(
            String dimension,
            Instant hour,
            String state,
            BigDecimal reported,
            BigDecimal carriedIn,
            BigDecimal carriedOut,
            BigDecimal expired,
            BigDecimal rejected,
            long quantity,
            @Nullable String meteringRecordId,
            @Nullable String reason) {}

    private final Pool pool;

    public LedgerQueries(Pool pool) {
        this.pool = pool;
    }

    public Uni<List<Places>> places(String subscriptionId) {
        return select(
                PLACES,
                Tuple.of(subscriptionId),
                row -> new Places(
                        row.getString("dimension"),
                        plain(row, "reported"),
                        plain(row, "accepted"),
                        plain(row, "pending"),
                        plain(row, "refused"),
                        plain(row, "expired"),
                        plain(row, "rejected")));
    }

    /** Newest first, before an instant. */
    public Uni<List<Hour>> hours(String subscriptionId, @Nullable String dimension, Instant before, int limit) {
        var values = Tuple.of(subscriptionId, dimension, before.atOffset(UTC), limit);
        return select(
                HOURS,
                values,
                row -> new Hour(
                        row.getString("dimension"),
                        row.getOffsetDateTime("hour").toInstant(),
                        row.getString("state"),
                        plain(row, "reported"),
                        plain(row, "carried_in"),
                        plain(row, "carried_out"),
                        plain(row, "expired"),
                        plain(row, "rejected"),
                        row.getLong("quantity"),
                        row.getString("metering_record_id"),
                        row.getString("reason")));
    }

    private static BigDecimal plain(Row row, String column) {
        var number = row.getBigDecimal(column);
        return number.signum() == 0
                ? BigDecimal.ZERO
                : new BigDecimal(number.stripTrailingZeros().toPlainString());
    }

    private <T> Uni<List<T>> select(String sql, Tuple values, Function<Row, T> toRecord) {
        return pool.preparedQuery(sql).execute(values).map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(toRecord)
                .toList());
    }
}
