package io.stallkeeper.metering.adapters.postgres;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.metering.adapters.postgres.ContractWeigher.ToWeigh;
import io.stallkeeper.metering.domain.contract.Timeline;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.stallkeeper.metering.domain.hour.MeteringWindow;
import io.stallkeeper.metering.domain.hour.Walls;
import io.stallkeeper.metering.domain.product.IncludedPer;
import io.stallkeeper.metering.domain.product.MeteredDimension;
import io.stallkeeper.metering.domain.product.Pricing;
import io.stallkeeper.metering.domain.product.ProductCatalog;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What of the usage of hours the buyers' contracts pay for. Usage waits, open, while AWS's word on the contract is
 * missing, but not for so long that it couldn't be sent any more.
 */
public final class ContractUsage {

    private static final Duration HOUR = Duration.ofHours(1);

    /** Left for sending when AWS's word never comes: what the last one said is taken for granted then. */
    private static final Duration LAST_CALL = Duration.ofHours(2);

    private static final Duration LAST_CALL_OF_ENDING = Duration.ofMinutes(10);

    /** Later than any last call. */
    private static final Instant NOTHING_WAITS = Instant.parse("9999-12-31T00:00:00Z");

    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(30);
    private static final Duration BUSY_FOR = Duration.ofSeconds(1);

    private static final String WEIGHED = "update metered_hour set weighed = weighed + $4"
            + " where subscription_id = $1 and dimension = $2 and hour = $3";

    private final Contracts contracts;
    private final ContractWeigher weigher;
    private final UsageSegments segments;
    private final ProductCatalog products;

    public ContractUsage(
            Contracts contracts, ContractWeigher weigher, UsageSegments segments, ProductCatalog products) {
        this.contracts = contracts;
        this.weigher = weigher;
        this.segments = segments;
        this.products = products;
    }

    /**
     * @param included units by hour
     * @param onHold hours that can't be closed now, and until when they are left alone
     */
    record Weighed(SortedMap<HourKey, BigDecimal> included, SortedMap<HourKey, Instant> onHold) {
        static Weighed nothing() {
            return new Weighed(new TreeMap<>(), new TreeMap<>());
        }
    }

    /** Usage that is to be weighed, of one dimension; hours the oldest first. */
    private record Pending(IncludedPer per, MeteringWindow window, NavigableMap<HourKey, BigDecimal> units) {}

    /** Usage of open hours that are over and settled, or that a subscription that ends leaves. */
    Uni<Weighed> ofOpen(PostgresTransaction transaction, List<OpenDimension> open, Instant settled, Instant now) {
        var pending = new TreeMap<HourKey, Pending>();
        for (var dimension : open) {
            dimension.meter().ifPresent(meter -> perOf(meter, dimension.key()).ifPresent(per -> {
                var units = new TreeMap<HourKey, BigDecimal>();
                for (var row : dimension.rows()) {
                    var own = row.book().reported().subtract(row.weighed());
                    if (own.signum() > 0 && isDue(row.key().hour(), meter.window(), settled, now)) {
                        units.put(row.key(), own);
                    }
                }
                if (!units.isEmpty()) {
                    pending.put(dimension.key(), new Pending(per, meter.window(), units));
                }
            }));
        }
        return weigh(transaction, pending, false, now);
    }

    /**
     * Usage of open hours that have passed their last moment: what contracts pay for nobody has lost. Of hours on hold
     * another replica is giving away the allowance.
     */
    Uni<Weighed> ofOverdue(PostgresTransaction transaction, Map<HourRow, MeterRow> overdue) {
        var pending = new TreeMap<HourKey, Pending>();
        overdue.forEach((row, meter) -> {
            var own = row.book().reported().subtract(row.weighed());
            if (own.signum() > 0 && !meter.window().isBeforeActivation(row.key().hour())) {
                perOf(meter, row.key()).ifPresent(per -> pending.computeIfAbsent(
                                row.key().at(Instant.EPOCH), all -> new Pending(per, meter.window(), new TreeMap<>()))
                        .units()
                        .put(row.key(), own));
            }
        });
        return weigh(transaction, pending, false, NOTHING_WAITS);
    }

    /** Usage that came for closed hours: nothing of it waits. */
    Uni<SortedMap<HourKey, BigDecimal>> ofLate(
            PostgresTransaction transaction,
            SortedMap<HourKey, BigDecimal> late,
            Map<String, MeterRow> meters,
            Instant now) {
        var pending = new TreeMap<HourKey, Pending>();
        late.forEach((key, units) -> {
            var meter = meters.get(key.subscriptionId());
            if (meter != null && !meter.isOverAt(now) && !meter.window().isBeforeActivation(key.hour())) {
                perOf(meter, key).ifPresent(per -> pending.computeIfAbsent(
                                key.at(Instant.EPOCH), all -> new Pending(per, meter.window(), new TreeMap<>()))
                        .units()
                        .put(key, units));
            }
        });
        return weigh(transaction, pending, true, NOTHING_WAITS).map(Weighed::included);
    }

    private Uni<Weighed> weigh(
            PostgresTransaction transaction, SortedMap<HourKey, Pending> pending, boolean wait, Instant now) {
        var weighed = Weighed.nothing();
        if (pending.isEmpty()) {
            return Uni.createFrom().item(weighed);
        }
        return weigher.lock(transaction, List.copyOf(pending.keySet()), wait)
                .chain(locked -> {
                    pending.forEach((dimension, all) -> {
                        if (!locked.contains(dimension)) {
                            all.units().keySet().forEach(hour -> weighed.onHold()
                                    .put(hour, now.plus(BUSY_FOR)));
                        }
                    });
                    return contracts.timelines(transaction, locked).chain(timelines -> Multi.createFrom()
                            .iterable(locked)
                            .onItem()
                            .transformToUniAndConcatenate(dimension -> weigh(
                                    transaction,
                                    timelines.getOrDefault(dimension, new Timeline(List.of(), false)),
                                    Objects.requireNonNull(pending.get(dimension), "only these were locked"),
                                    weighed,
                                    now))
                            .collect()
                            .last());
                })
                .replaceWith(weighed);
    }

    private Uni<Void> weigh(
            PostgresTransaction transaction, Timeline timeline, Pending pending, Weighed weighed, Instant now) {
        var known = new ArrayList<HourKey>();
        pending.units().keySet().forEach(hour -> {
            if (timeline.isKnownUntil(hour.hour().plus(HOUR)) || !now.isBefore(lastCallOf(hour, pending.window()))) {
                known.add(hour);
            } else {
                weighed.onHold().put(hour, now.plus(ASK_AGAIN_AFTER));
            }
        });
        if (known.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Multi.createFrom()
                .iterable(known)
                .onItem()
                .transformToUniAndConcatenate(
                        hour -> segments.of(transaction, hour, timeline, pending.per(), unitsOf(pending, hour))
                                .map(bySegment -> new ToWeigh(hour, pending.per(), bySegment)))
                .collect()
                .asList()
                .chain(hours -> weigher.weigh(transaction, timeline, hours)
                        .invoke(included -> weighed.included().putAll(included))
                        .chain(() -> remember(transaction, hours)));
    }

    private static BigDecimal unitsOf(Pending pending, HourKey hour) {
        return pending.units().getOrDefault(hour, BigDecimal.ZERO);
    }

    private static Uni<Void> remember(PostgresTransaction transaction, List<ToWeigh> hours) {
        var rows = hours.stream()
                .map(hour -> Tuple.of(
                        hour.hour().subscriptionId(),
                        hour.hour().dimension(),
                        hour.hour().hour().atOffset(UTC),
                        hour.units()))
                .toList();
        return transaction
                .connection()
                .preparedQuery(WEIGHED)
                .executeBatch(rows)
                .replaceWithVoid();
    }

    private Optional<IncludedPer> perOf(MeterRow meter, HourKey dimension) {
        return products.product(meter.productCode())
                .filter(product -> product.pricing() == Pricing.CONTRACT_WITH_CONSUMPTION)
                .flatMap(product -> product.dimension(dimension.dimension()))
                .map(MeteredDimension::includedPer);
    }

    private static boolean isDue(Instant hour, MeteringWindow window, Instant settled, Instant now) {
        return window.metered()
                && !window.isBeforeActivation(hour)
                && Walls.lastMomentOf(hour).isAfter(now)
                && (!hour.isAfter(settled) || (window.isEnding() && !hour.isAfter(now)));
    }

    private static Instant lastCallOf(HourKey hour, MeteringWindow window) {
        var byWall = Walls.lastMomentOf(hour.hour()).minus(LAST_CALL);
        var deadline = window.deadline();
        if (deadline == null) {
            return byWall;
        }
        var byEnd = deadline.minus(LAST_CALL_OF_ENDING);
        return byEnd.isBefore(byWall) ? byEnd : byWall;
    }
}
