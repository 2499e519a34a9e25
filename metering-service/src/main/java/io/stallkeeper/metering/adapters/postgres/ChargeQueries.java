package io.stallkeeper.metering.adapters.postgres;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Units of a month by product and dimension: the hours of a month are those that AWS bills in it. */
public final class ChargeQueries {

    private static final String SUMS =
            "sum(accepted) as accepted, sum(pending) as pending," + " sum(refused) + sum(expired) as lost";

    private static final String OF_SUBSCRIPTION =
            "select coalesce(m.product_code, '') as product_code, dimension, " + SUMS
                    + " from hour_places left join meter m using (subscription_id)"
                    + " where subscription_id = $1 and hour >= $2 and hour < $3 group by 1, 2 order by 1, 2";

    private static final String OF_ALL = "select product_code, dimension, " + SUMS + " from ledger_month"
            + " where month = $1 and ($2::text is null or product_code = $2)"
            + " group by 1, 2 order by 1, 2 limit " + (ChargeQueries.MAX_LINES + 1);

    /** Products times dimensions in one answer. */
    public static final int MAX_LINES = 1_000;

    /** @param lost refused or expired */
    public record MonthOfDimension(
            String productCode, String dimension, BigDecimal accepted, BigDecimal pending, BigDecimal lost) {}

    private final Pool pool;

    public ChargeQueries(Pool pool) {
        this.pool = pool;
    }

    /** Up to this moment. */
    public Uni<List<MonthOfDimension>> ofSubscription(String subscriptionId, YearMonth month) {
        return select(OF_SUBSCRIPTION, Arrays.asList(subscriptionId, startOf(month), startOf(month.plusMonths(1))));
    }

    /** Of all subscriptions, up to the last round of the summary; one more than the most lines if there are more. */
    public Uni<List<MonthOfDimension>> ofAll(YearMonth month, @Nullable String productCode) {
        return select(OF_ALL, Arrays.asList(startOf(month), productCode));
    }

    private Uni<List<MonthOfDimension>> select(String sql, List<Object> values) {
        return pool.preparedQuery(sql).execute(Tuple.tuple(values)).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(ChargeQueries::month)
                .toList());
    }

    private static MonthOfDimension month(Row row) {
        return new MonthOfDimension(
                row.getString("product_code"),
                row.getString("dimension"),
                Units.of(row, "accepted"),
                Units.of(row, "pending"),
                Units.of(row, "lost"));
    }

    private static OffsetDateTime startOf(YearMonth month) {
        return month.atDay(1).atStartOfDay(UTC).toOffsetDateTime();
    }
}
