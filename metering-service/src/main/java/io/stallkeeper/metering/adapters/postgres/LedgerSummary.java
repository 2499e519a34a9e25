package io.stallkeeper.metering.adapters.postgres;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Sums of the ledger by product and dimension. A round adds up the hours that changed since the last one, and no
 * others, so its work is bounded by what happens and not by what has happened. All replicas may call it; one does the
 * work.
 */
public final class LedgerSummary {

    private static final String ONLY_ONE =
            "select pg_try_advisory_xact_lock(hashtextextended('ledger-summary', 0)) as mine";

    /** Keys that were there and aren't any more, because a product became known, are left with zeros. */
    private static final String HOURS = "with taken as (delete from changed_hour returning hour),"
            + " hours as (select distinct hour from taken),"
            + " sums as (select h.hour, coalesce(m.product_code, h.product_code, '') as product_code, h.dimension, "
            + Places.SUMS + " from hours join hour_places h using (hour) left join meter m using (subscription_id)"
            + " group by 1, 2, 3 union all"
            + " select l.hour, l.product_code, l.dimension, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0"
            + " from hours join ledger_hour l using (hour))"
            + " insert into ledger_hour as l select hour, product_code, dimension, " + Places.SUMS
            + " from sums group by 1, 2, 3 order by 1, 2, 3"
            + " on conflict (hour, product_code, dimension) do update set reported = excluded.reported,"
            + " carried_in = excluded.carried_in, carried_out = excluded.carried_out, accepted = excluded.accepted,"
            + " pending = excluded.pending, refused = excluded.refused, expired = excluded.expired,"
            + " rejected = excluded.rejected, included = excluded.included, shadowed = excluded.shadowed"
            + " returning date_trunc('month', l.hour, 'UTC') as month";

    private static final String MONTHS = "insert into ledger_month as l select date_trunc('month', h.hour, 'UTC'),"
            + " h.product_code, h.dimension, " + Places.SUMS
            + " from ledger_hour h join unnest($1::timestamptz[]) as u(m)"
            + " on h.hour >= u.m and h.hour < u.m + interval '31 days' and date_trunc('month', h.hour, 'UTC') = u.m"
            + " group by 1, 2, 3 order by 1, 2, 3"
            + " on conflict (month, product_code, dimension) do update set reported = excluded.reported,"
            + " carried_in = excluded.carried_in, carried_out = excluded.carried_out, accepted = excluded.accepted,"
            + " pending = excluded.pending, refused = excluded.refused, expired = excluded.expired,"
            + " rejected = excluded.rejected, included = excluded.included, shadowed = excluded.shadowed";

    private static final String ROUNDED = "update ledger_summary set rounded_at = clock_timestamp()";

    private static final String TOTALS = "select product_code, dimension, " + Places.SUMS
            + ", sum(reported - accepted - pending - refused - expired - rejected) as difference"
            + " from ledger_month group by 1, 2 order by sum(reported) desc, 1, 2 limit $1";

    /**
     * All that was ever reported of one dimension of a product.
     *
     * @param product empty text while it isn't known
     * @param difference by which the law is broken, to the last decimal
     */
    public record Total(String product, String dimension, Places places, BigDecimal difference) {}

    private final PostgresEventLog log;

    public LedgerSummary(PostgresEventLog log) {
        this.log = log;
    }

    /** Brings the sums up to date, unless another replica is at it. */
    public Uni<Void> round() {
        return log.inTransaction(transaction -> isMine(transaction)
                .chain(mine -> mine ? addUp(transaction) : Uni.createFrom().voidItem()));
    }

    /** Those with the most units first, at most so many. */
    public Uni<List<Total>> totals(int limit) {
        return log.inTransaction(transaction -> transaction
                .connection()
                .preparedQuery(TOTALS)
                .execute(Tuple.of(limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(LedgerSummary::total)
                        .toList()));
    }

    private static Total total(Row row) {
        return new Total(
                row.getString("product_code"),
                row.getString("dimension"),
                Places.of(row),
                row.getBigDecimal("difference"));
    }

    private static Uni<Boolean> isMine(PostgresTransaction transaction) {
        return transaction.connection().query(ONLY_ONE).execute().map(rows -> rows.iterator()
                .next()
                .getBoolean("mine"));
    }

    private static Uni<Void> addUp(PostgresTransaction transaction) {
        return transaction
                .connection()
                .query(HOURS)
                .execute()
                .chain(rows -> {
                    var months = StreamSupport.stream(rows.spliterator(), false)
                            .map(row -> row.getOffsetDateTime("month"))
                            .distinct()
                            .sorted()
                            .toArray(OffsetDateTime[]::new);
                    return transaction.connection().preparedQuery(MONTHS).execute(Tuple.of(months));
                })
                .chain(() -> transaction.connection().query(ROUNDED).execute())
                .replaceWithVoid();
    }
}
