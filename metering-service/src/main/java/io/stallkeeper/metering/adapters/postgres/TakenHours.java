package io.stallkeeper.metering.adapters.postgres;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.metering.adapters.postgres.UsageFold.Sum;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.stallkeeper.metering.domain.hour.MeteredHour;
import io.stallkeeper.metering.domain.hour.MeteredHourCommand;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Hours that AWS is told of under another name of a buyer. AWS takes one record of an hour, and none under two
 * identities (marketplace-protocol 4.2, 4.3): what the subscription has in such an hour, and what still comes for it,
 * counts as late.
 */
public final class TakenHours {

    /** Of a day, since AWS takes nothing older. An open hour that units were carried into will be sent by itself. */
    private static final String TAKEN = "select dimension, hour from metered_hour where subscription_id = $1"
            + " and (state in ('frozen', 'accepted', 'refused') or state = 'open' and carried_in >= 1) and wall > $2";

    private final UsageTables tables = new UsageTables();
    private final Hours hours;
    private final LateUsage late;

    public TakenHours(Hours hours, LateUsage late) {
        this.hours = hours;
        this.late = late;
    }

    /** Under the lock of the fold, so that nothing is added meanwhile. */
    Uni<Void> close(PostgresTransaction transaction, String aliasId, String subscriptionId, Instant now) {
        return transaction
                .connection()
                .preparedQuery(TAKEN)
                .execute(Tuple.of(aliasId, now.atOffset(UTC)))
                .map(rows -> own(rows, subscriptionId))
                .chain(taken -> taken.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : tables.ensureRows(transaction, taken)
                                .chain(() -> hours.lock(transaction, taken.keySet()))
                                .chain(rows -> close(transaction, rows, now)));
    }

    private static SortedMap<HourKey, Sum> own(RowSet<Row> taken, String subscriptionId) {
        var own = new TreeMap<HourKey, Sum>();
        taken.forEach(row -> own.put(
                new HourKey(
                        subscriptionId,
                        row.getString("dimension"),
                        row.getOffsetDateTime("hour").toInstant()),
                new Sum(BigDecimal.ZERO, null)));
        return own;
    }

    /** An hour that units were carried into stays: they were reported for another one, whose books are closed. */
    private Uni<Void> close(PostgresTransaction transaction, List<HourRow> rows, Instant now) {
        var changes = rows.stream()
                .filter(row -> row.book().state() instanceof MeteredHour.Open)
                .filter(row -> row.own().compareTo(row.book().contents()) == 0)
                .map(row -> new Hours.Change(row, List.of(new MeteredHourCommand.Take(row.key(), row.own()))))
                .toList();
        var units = new TreeMap<HourKey, BigDecimal>();
        changes.forEach(change -> units.put(change.row().key(), change.row().own()));
        units.values().removeIf(quantity -> quantity.signum() == 0);
        return hours.applyAll(transaction, changes, now).chain(() -> late.place(transaction, units, now));
    }
}
