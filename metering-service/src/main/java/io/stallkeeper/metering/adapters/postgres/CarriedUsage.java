package io.stallkeeper.metering.adapters.postgres;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.stallkeeper.metering.domain.hour.MeteredHourEvent.UsageCarried;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** From which hours units were carried to which: a row for two hours and a cause, beside the events that say so. */
public final class CarriedUsage {

    /** Units that come from further back are fractions of fractions. */
    private static final int MAX_STEPS = 24;

    private static final int MAX_CARRIED = 100;

    private static final String KEEP = "insert into carried_usage as c"
            + " (subscription_id, dimension, from_hour, to_hour, cause, quantity) values ($1, $2, $3, $4, $5, $6)"
            + " on conflict (subscription_id, dimension, from_hour, to_hour, cause) do update"
            + " set quantity = c.quantity + excluded.quantity";

    private static final String COLUMNS = "c.dimension, c.from_hour, c.to_hour, c.cause, c.quantity,"
            + " h.reported + h.carried_in as units from carried_usage c join metered_hour h"
            + " on h.subscription_id = c.subscription_id and h.dimension = c.dimension and h.hour = c.from_hour";

    /** $3 to $4: hours that take or give. */
    private static final String BETWEEN = "select " + COLUMNS
            + " where c.subscription_id = $1 and ($2::text is null or c.dimension = $2)"
            + " and (c.from_hour between $3 and $4 or c.to_hour between $3 and $4)"
            + " order by c.from_hour, c.to_hour, c.cause";

    /** What is carried on goes into an hour that is open, so no way leads back; the steps are counted all the same. */
    private static final String INTO = "with recursive way (hour, steps) as (select $3::timestamptz, 0"
            + " union select c.from_hour, w.steps + 1 from way w join carried_usage c"
            + " on c.subscription_id = $1 and c.dimension = $2 and c.to_hour = w.hour where w.steps < " + MAX_STEPS
            + "), stop as (select hour, min(steps) as steps from way group by hour)"
            + " select s.steps, " + COLUMNS + " join stop s on s.hour = c.to_hour"
            + " where c.subscription_id = $1 and c.dimension = $2"
            + " order by s.steps, c.from_hour desc, c.to_hour desc, c.cause limit " + (MAX_CARRIED + 1);

    private final Pool pool;

    public CarriedUsage(Pool pool) {
        this.pool = pool;
    }

    /**
     * Units that one hour left to another.
     *
     * @param cause {@code late} or {@code remainder}
     * @param units all that was in the hour that left them: reported for it, or carried into it
     */
    public record Carried(
            String dimension, Instant from, Instant to, String cause, BigDecimal quantity, BigDecimal units) {

        static Carried of(Row row) {
            return new Carried(
                    row.getString("dimension"),
                    row.getOffsetDateTime("from_hour").toInstant(),
                    row.getOffsetDateTime("to_hour").toInstant(),
                    row.getString("cause"),
                    Units.of(row, "quantity"),
                    Units.of(row, "units"));
        }
    }

    /**
     * How units came into an hour, the last step first.
     *
     * @param isCut whether some came from further back than is followed: {@value #MAX_STEPS} steps,
     *     {@value #MAX_CARRIED} rows
     */
    public record Ways(List<Carried> carried, boolean isCut) {}

    static Uni<Void> keep(PostgresTransaction transaction, List<UsageCarried> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var rows = new ArrayList<Tuple>(events.size());
        for (var event : events) {
            var key = event.key();
            rows.add(Tuple.of(
                    key.subscriptionId(),
                    key.dimension(),
                    key.hour().atOffset(UTC),
                    event.toHour().atOffset(UTC),
                    event.cause().name().toLowerCase(Locale.ROOT),
                    event.quantity()));
        }
        return transaction.connection().preparedQuery(KEEP).executeBatch(rows).replaceWithVoid();
    }

    /** What hours from the oldest to the newest gave or took, of one dimension or all. */
    Uni<List<Carried>> between(String subscriptionId, @Nullable String dimension, Instant oldest, Instant newest) {
        var values = Tuple.tuple(Arrays.asList(subscriptionId, dimension, oldest.atOffset(UTC), newest.atOffset(UTC)));
        return pool.preparedQuery(BETWEEN).execute(values).map(CarriedUsage::carried);
    }

    /** What came into an hour, into the hours that it came from, and so on. */
    public Uni<Ways> into(HourKey hour) {
        return pool.preparedQuery(INTO)
                .execute(Tuple.of(
                        hour.subscriptionId(), hour.dimension(), hour.hour().atOffset(UTC)))
                .map(rows -> {
                    var near = StreamSupport.stream(rows.spliterator(), false)
                            .filter(row -> row.getInteger("steps") < MAX_STEPS)
                            .limit(MAX_CARRIED)
                            .map(Carried::of)
                            .toList();
                    return new Ways(near, near.size() < rows.size());
                });
    }

    private static List<Carried> carried(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(Carried::of).toList();
    }
}
