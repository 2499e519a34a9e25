package io.stallkeeper.metering.adapters.postgres;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.metering.adapters.postgres.UsageFold.Sum;
import io.stallkeeper.metering.domain.duplicate.Fingerprint;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.stallkeeper.metering.domain.hour.MeteredHour;
import io.stallkeeper.metering.domain.tally.HourTally;
import io.stallkeeper.metering.domain.tally.LatestUsage;
import io.stallkeeper.metering.domain.tally.Tally;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** By how much the tallies of a batch change what was reported for their hours, given what came before. */
final class HourTallies {

    private static final String ADD_KEYS = "with added as (insert into usage_unique_key"
            + " (hour, subscription_id, dimension, key)"
            + " select * from unnest($1::timestamptz[], $2::text[], $3::text[], $4::uuid[])"
            + " on conflict do nothing returning hour, subscription_id, dimension)"
            + " select subscription_id, dimension, hour, count(*) as keys from added group by 1, 2, 3";

    private static final String LATEST = "select subscription_id, dimension, hour, used_at, quantity from usage_latest"
            + " where (hour, subscription_id, dimension) in (select * from unnest($1::timestamptz[], $2::text[], $3::text[]))";

    private static final String PUT_LATEST = "insert into usage_latest"
            + " (hour, subscription_id, dimension, used_at, quantity)"
            + " select * from unnest($1::timestamptz[], $2::text[], $3::text[], $4::timestamptz[], $5::text[]::numeric[])"
            + " on conflict (hour, subscription_id, dimension) do update"
            + " set used_at = excluded.used_at, quantity = excluded.quantity";

    private final UsageTables tables;
    private final Hours hours;
    private final ToldHours told = new ToldHours();

    HourTallies(UsageTables tables, Hours hours) {
        this.tables = tables;
        this.hours = hours;
    }

    /**
     * An hour whose aggregation has to be compared with what it had before.
     *
     * @param elsewhere what AWS was told of the hour under another name of the buyer
     */
    private record Compared(HourRow row, HourTally tally, BigDecimal elsewhere) {

        BigDecimal reported() {
            return row.book().reported().add(elsewhere);
        }
    }

    /**
     * Changes that are less than 0 only happen to open hours. Hours that don't change are left out.
     *
     * @param mayFall whether the last usage may lower what was reported
     */
    Uni<SortedMap<HourKey, Sum>> changes(
            PostgresTransaction transaction, SortedMap<HourKey, HourTally> tallies, boolean mayFall) {
        var changes = new TreeMap<HourKey, Sum>();
        var keys = new TreeMap<HourKey, HourTally>();
        var levels = new TreeMap<HourKey, Sum>();
        tallies.forEach((hour, tally) -> {
            switch (tally.tally()) {
                case Tally.Sum sum -> changes.put(hour, new Sum(sum.quantity(), tally.traceparent()));
                case Tally.UniqueKeys unique -> keys.put(hour, tally);
                case Tally.Highest highest -> levels.put(hour, new Sum(BigDecimal.ZERO, tally.traceparent()));
                case Tally.Latest latest -> levels.put(hour, new Sum(BigDecimal.ZERO, tally.traceparent()));
            }
        });
        return addKeys(transaction, keys, changes)
                .chain(() -> compare(transaction, levels, tallies, mayFall, changes))
                .replaceWith(changes);
    }

    private static Uni<Void> addKeys(
            PostgresTransaction transaction, SortedMap<HourKey, HourTally> tallies, Map<HourKey, Sum> changes) {
        if (tallies.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var hours = new ArrayList<HourKey>();
        var keys = new ArrayList<UUID>();
        tallies.forEach((hour, tally) -> {
            if (tally.tally() instanceof Tally.UniqueKeys unique) {
                unique.keys().stream().map(HourTallies::uuidOf).sorted().forEach(key -> {
                    hours.add(hour);
                    keys.add(key);
                });
            }
        });
        var values = hourColumns(hours).addValue(keys.toArray(UUID[]::new));
        return transaction
                .connection()
                .preparedQuery(ADD_KEYS)
                .execute(values)
                .invoke(rows -> rows.forEach(row -> {
                    var hour = HourRow.keyOf(row);
                    var tally = tallies.get(hour);
                    changes.put(
                            hour,
                            new Sum(
                                    BigDecimal.valueOf(row.getLong("keys")),
                                    tally == null ? null : tally.traceparent()));
                }))
                .replaceWithVoid();
    }

    private Uni<Void> compare(
            PostgresTransaction transaction,
            SortedMap<HourKey, Sum> levels,
            Map<HourKey, HourTally> tallies,
            boolean mayFall,
            Map<HourKey, Sum> changes) {
        if (levels.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var keys = List.copyOf(levels.keySet());
        return tables.ensureRows(transaction, levels)
                .chain(() -> hours.lock(transaction, keys))
                .chain(rows -> told.units(transaction, keys)
                        .chain(told -> latestOf(transaction, keys).chain(points -> {
                            var lasts = new TreeMap<HourKey, LatestUsage.Point>();
                            for (var row : rows) {
                                var tally = Objects.requireNonNull(tallies.get(row.key()), "only these were locked");
                                var elsewhere = told.getOrDefault(row.key(), BigDecimal.ZERO);
                                var change = changeOf(
                                        new Compared(row, tally, elsewhere), points.get(row.key()), mayFall, lasts);
                                if (change.signum() != 0) {
                                    changes.put(row.key(), new Sum(change, tally.traceparent()));
                                }
                            }
                            return putLatest(transaction, lasts);
                        })));
    }

    private static BigDecimal changeOf(
            Compared hour, LatestUsage.@Nullable Point soFar, boolean mayFall, Map<HourKey, LatestUsage.Point> lasts) {
        var book = hour.row().book();
        return switch (hour.tally().tally()) {
            case Tally.Highest highest -> highest.changeOf(hour.reported());
            case Tally.Latest latest
            when mayFall && book.state() instanceof MeteredHour.Open -> {
                lasts.put(hour.row().key(), latest.usage().last(soFar));
                yield latest.usage().changeOfOpen(book.reported(), book.contents(), soFar);
            }
            case Tally.Latest latest -> latest.usage().changeOfClosed(hour.reported(), soFar);
            case Tally.Sum sum -> BigDecimal.ZERO;
            case Tally.UniqueKeys keys -> BigDecimal.ZERO;
        };
    }

    private static Uni<Map<HourKey, LatestUsage.Point>> latestOf(PostgresTransaction transaction, List<HourKey> keys) {
        return transaction
                .connection()
                .preparedQuery(LATEST)
                .execute(hourColumns(keys))
                .map(rows -> {
                    var points = new HashMap<HourKey, LatestUsage.Point>();
                    rows.forEach(row -> points.put(
                            HourRow.keyOf(row),
                            new LatestUsage.Point(
                                    row.getOffsetDateTime("used_at").toInstant(), row.getBigDecimal("quantity"))));
                    return points;
                });
    }

    private static Uni<Void> putLatest(PostgresTransaction transaction, SortedMap<HourKey, LatestUsage.Point> lasts) {
        if (lasts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var values = hourColumns(List.copyOf(lasts.keySet()));
        values.addValue(
                lasts.values().stream().map(point -> point.time().atOffset(UTC)).toArray(OffsetDateTime[]::new));
        values.addValue(lasts.values().stream()
                .map(point -> point.quantity().toPlainString())
                .toArray(String[]::new));
        return transaction
                .connection()
                .preparedQuery(PUT_LATEST)
                .execute(values)
                .replaceWithVoid();
    }

    private static Tuple hourColumns(List<HourKey> keys) {
        return Tuple.of(
                keys.stream().map(key -> key.hour().atOffset(UTC)).toArray(OffsetDateTime[]::new),
                keys.stream().map(HourKey::subscriptionId).toArray(String[]::new),
                keys.stream().map(HourKey::dimension).toArray(String[]::new));
    }

    private static UUID uuidOf(Fingerprint key) {
        return new UUID(key.high(), key.low());
    }
}
