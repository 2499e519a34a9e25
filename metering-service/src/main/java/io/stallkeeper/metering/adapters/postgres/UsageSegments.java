package io.stallkeeper.metering.adapters.postgres;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.metering.adapters.history.CountedEvent;
import io.stallkeeper.metering.adapters.history.UsageHistory;
import io.stallkeeper.metering.adapters.history.UsageHistory.Position;
import io.stallkeeper.metering.domain.contract.SharedHour;
import io.stallkeeper.metering.domain.contract.Timeline;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.stallkeeper.metering.domain.product.IncludedPer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Usage of an hour by the segments of its contract. Hardly any hour is shared by two; of one that is, the usage events
 * themselves are asked when they were used.
 */
public final class UsageSegments {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int PAGE = 5_000;

    private static final String WEIGHED =
            "select segment, units from weighed_part" + " where subscription_id = $1 and dimension = $2 and hour = $3";

    private static final String KEEP =
            "insert into weighed_part as w (subscription_id, dimension, hour, segment, units)"
                    + " values ($1, $2, $3, $4, $5) on conflict (subscription_id, dimension, hour, segment)"
                    + " do update set units = w.units + excluded.units";

    private final UsageHistory history;

    public UsageSegments(UsageHistory history) {
        this.history = history;
    }

    /** @param units of the hour that haven't been weighed; the parts add up to them */
    Uni<SortedMap<Instant, BigDecimal>> of(
            PostgresTransaction transaction, HourKey hour, Timeline timeline, IncludedPer per, BigDecimal units) {
        if (timeline.boundaries(hour.hour(), hour.hour().plus(HOUR), per).isEmpty()) {
            return Uni.createFrom().item(new TreeMap<>(Map.of(timeline.segmentOf(hour.hour(), per), units)));
        }
        return events(hour, Position.BEGINNING, new ArrayList<>()).chain(events -> weighed(transaction, hour)
                .map(weighed -> SharedHour.of(reported(events, timeline, per), weighed)
                        .parts(units, timeline.segmentOf(hour.hour(), per)))
                .call(parts -> keep(transaction, hour, parts)));
    }

    private static SortedMap<Instant, BigDecimal> reported(
            List<CountedEvent> events, Timeline timeline, IncludedPer per) {
        var reported = new TreeMap<Instant, BigDecimal>();
        events.stream()
                .filter(event -> event.rejectedAs() == null)
                .forEach(event ->
                        reported.merge(timeline.segmentOf(event.time(), per), event.quantity(), BigDecimal::add));
        return reported;
    }

    private Uni<List<CountedEvent>> events(HourKey hour, Position from, List<CountedEvent> soFar) {
        return history.of(hour, from, PAGE).chain(page -> {
            soFar.addAll(page.events());
            return page.next() == null ? Uni.createFrom().item(soFar) : events(hour, page.next(), soFar);
        });
    }

    private static Uni<Map<Instant, BigDecimal>> weighed(PostgresTransaction transaction, HourKey hour) {
        return transaction
                .connection()
                .preparedQuery(WEIGHED)
                .execute(Tuple.of(
                        hour.subscriptionId(), hour.dimension(), hour.hour().atOffset(UTC)))
                .map(rows -> {
                    var weighed = new TreeMap<Instant, BigDecimal>();
                    rows.forEach(row ->
                            weighed.put(row.getOffsetDateTime("segment").toInstant(), row.getBigDecimal("units")));
                    return weighed;
                });
    }

    private static Uni<Void> keep(PostgresTransaction transaction, HourKey hour, Map<Instant, BigDecimal> parts) {
        var rows = parts.entrySet().stream()
                .map(part -> Tuple.of(
                        hour.subscriptionId(),
                        hour.dimension(),
                        hour.hour().atOffset(UTC),
                        part.getKey().atOffset(UTC),
                        part.getValue()))
                .toList();
        return transaction.connection().preparedQuery(KEEP).executeBatch(rows).replaceWithVoid();
    }
}
