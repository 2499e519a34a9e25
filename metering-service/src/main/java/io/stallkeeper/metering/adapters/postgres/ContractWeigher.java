package io.stallkeeper.metering.adapters.postgres;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.metering.domain.contract.Coverage;
import io.stallkeeper.metering.domain.contract.Timeline;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.stallkeeper.metering.domain.product.IncludedPer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Weighs usage against what contracts include, once. What was weighed is kept by period and segment, so that usage may
 * come in any order; a row of each dimension is locked meanwhile, so that two replicas don't give away one allowance
 * twice.
 */
public final class ContractWeigher {

    private static final String MAKE_LOCKS =
            "insert into weighed_usage (subscription_id, dimension, period, segment, units)"
                    + " select s, d, '-infinity', '-infinity', 0 from unnest($1::text[], $2::text[]) as u(s, d)"
                    + " order by s, d on conflict do nothing";

    private static final String LOCK = "select w.subscription_id, w.dimension, to_timestamp(0) as hour"
            + " from weighed_usage w join unnest($1::text[], $2::text[]) as u(s, d)"
            + " on w.subscription_id = u.s and w.dimension = u.d where w.period = '-infinity'"
            + " order by w.subscription_id, w.dimension for update of w";

    private static final String WEIGHED = "select w.period, w.segment, w.units from weighed_usage w"
            + " where w.subscription_id = $1 and w.dimension = $2 and w.period = any($3)";

    /** Adds units of a subscription and dimension to a period and segment. */
    static final String KEEP = "insert into weighed_usage as w (subscription_id, dimension, period, segment, units)"
            + " values ($1, $2, $3, $4, $5) on conflict (subscription_id, dimension, period, segment)"
            + " do update set units = w.units + excluded.units";

    /** Usage of one hour that hasn't been weighed. */
    public record ToWeigh(HourKey hour, IncludedPer per, SortedMap<Instant, BigDecimal> bySegment) {

        BigDecimal units() {
            return bySegment.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    /**
     * Locks what is weighed; those of other replicas are waited for, or left out. By the key at {@link Instant#EPOCH}.
     */
    Uni<List<HourKey>> lock(PostgresTransaction transaction, List<HourKey> dimensions, boolean wait) {
        var names = Tuple.of(
                dimensions.stream().map(HourKey::subscriptionId).toArray(String[]::new),
                dimensions.stream().map(HourKey::dimension).toArray(String[]::new));
        return query(transaction, MAKE_LOCKS, names)
                .chain(() -> query(transaction, wait ? LOCK : LOCK + " skip locked", names))
                .map(rows -> {
                    var locked = new ArrayList<HourKey>();
                    rows.forEach(row -> locked.add(HourRow.keyOf(row)));
                    return locked;
                });
    }

    /** The included units of each of one dimension's hours, in the order given. The dimension must be locked. */
    Uni<Map<HourKey, BigDecimal>> weigh(PostgresTransaction transaction, Timeline timeline, List<ToWeigh> hours) {
        var key = hours.getFirst().hour();
        var periods = hours.stream()
                .flatMap(hour -> hour.bySegment().keySet().stream().map(time -> timeline.periodOf(time, hour.per())))
                .distinct()
                .map(period -> period.atOffset(UTC))
                .toArray(OffsetDateTime[]::new);
        return query(transaction, WEIGHED, Tuple.of(key.subscriptionId(), key.dimension(), periods))
                .map(ContractWeigher::books)
                .chain(books -> {
                    var included = new TreeMap<HourKey, BigDecimal>();
                    hours.forEach(hour -> included.put(hour.hour(), take(books, timeline, hour)));
                    return keep(transaction, timeline, hours).replaceWith(included);
                });
    }

    private static BigDecimal take(SortedMap<Instant, Coverage> books, Timeline timeline, ToWeigh hour) {
        var byPeriod = new TreeMap<Instant, SortedMap<Instant, BigDecimal>>();
        hour.bySegment().forEach((segment, units) -> byPeriod.computeIfAbsent(
                        timeline.periodOf(segment, hour.per()), period -> new TreeMap<>())
                .put(segment, units));
        var included = BigDecimal.ZERO;
        for (var period : byPeriod.entrySet()) {
            var before = books.getOrDefault(period.getKey(), Coverage.nothingUsed());
            var after = before.plus(period.getValue());
            books.put(period.getKey(), after);
            included = included.add(after.included(time -> timeline.at(time).quantity()))
                    .subtract(before.included(time -> timeline.at(time).quantity()));
        }
        return included;
    }

    private static SortedMap<Instant, Coverage> books(RowSet<Row> rows) {
        var books = new TreeMap<Instant, Coverage>();
        for (var row : rows) {
            var units = Map.of(row.getOffsetDateTime("segment").toInstant(), row.getBigDecimal("units"));
            books.merge(
                    row.getOffsetDateTime("period").toInstant(),
                    Coverage.nothingUsed().plus(units),
                    (all, one) -> all.plus(Objects.requireNonNull(one).used()));
        }
        return books;
    }

    private static Uni<Void> keep(PostgresTransaction transaction, Timeline timeline, List<ToWeigh> hours) {
        var rows = new ArrayList<Tuple>();
        for (var hour : hours) {
            var key = hour.hour();
            hour.bySegment()
                    .forEach((segment, units) -> rows.add(Tuple.of(
                            key.subscriptionId(),
                            key.dimension(),
                            timeline.periodOf(segment, hour.per()).atOffset(UTC),
                            segment.atOffset(UTC),
                            units)));
        }
        return Multi.createFrom()
                .iterable(rows)
                .onItem()
                .transformToUniAndConcatenate(row -> query(transaction, KEEP, row))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Uni<RowSet<Row>> query(PostgresTransaction transaction, String sql, Tuple values) {
        return transaction.connection().preparedQuery(sql).execute(values);
    }
}
