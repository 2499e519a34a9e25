package io.stallkeeper.metering.adapters.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.metering.adapters.postgres.Backlog;
import io.stallkeeper.metering.adapters.postgres.LedgerSummary;
import io.stallkeeper.metering.adapters.postgres.LedgerSummary.Total;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The money metrics, explained in {@code METRICS.md}. A scrape reads memory; memory is refreshed in rounds from sums
 * that are kept up by one replica. Labels are products and dimensions, never subscriptions.
 */
public final class MoneyMetrics {

    /** Products times dimensions that have series of their own; what has fewer units than these shows in none. */
    private static final int MAX_SERIES = 200;

    private static final String PREFIX = "stallkeeper.metering.";

    private final LedgerSummary summary;
    private final Backlog backlog;
    private final Clock clock;
    private final MultiGauge units;
    private final MultiGauge parts;
    private final MultiGauge differences;
    private volatile Seen seen = new Seen(new Backlog.State(null, null, null, 0, 0), System.nanoTime());

    /** What a round found, and when by the time of this process: what isn't found anew grows old. */
    private record Seen(Backlog.State state, long atNanos) {

        double summaryAgeSeconds() {
            return state.summaryAgeSeconds() + (System.nanoTime() - atNanos) / 1e9;
        }
    }

    public MoneyMetrics(LedgerSummary summary, Backlog backlog, MeterRegistry registry, Clock clock) {
        this.summary = summary;
        this.backlog = backlog;
        this.clock = clock;
        this.units = MultiGauge.builder(PREFIX + "units")
                .description("Units in each of the law's places.")
                .baseUnit("units")
                .register(registry);
        this.parts = MultiGauge.builder(PREFIX + "rejected.units")
                .description("Of the rejected units: paid for by contracts (included), or only rehearsed (shadowed).")
                .baseUnit("units")
                .register(registry);
        this.differences = MultiGauge.builder(PREFIX + "law.difference.units")
                .description("Reported units less those in all places. Anything but 0 is a defect.")
                .baseUnit("units")
                .register(registry);
        gauge(
                registry,
                "oldest.unfrozen.hour.age",
                "seconds",
                "Since the end of the oldest hour that isn't frozen.",
                metrics -> metrics.secondsSinceTheEndOf(metrics.seen.state().oldestOpen()));
        gauge(
                registry,
                "oldest.unsent.hour.age",
                "seconds",
                "Since the end of the oldest hour that AWS hasn't taken.",
                metrics -> metrics.secondsSinceTheEndOf(metrics.seen.state().oldestFrozen()));
        gauge(
                registry,
                "nearest.wall",
                "minutes",
                "Until something pending is lost; +Inf if nothing is pending.",
                MoneyMetrics::minutesToTheNearestWall);
        gauge(
                registry,
                "summary.age",
                "seconds",
                "Since the sums behind these metrics were brought up to date.",
                metrics -> metrics.seen.summaryAgeSeconds());
        gauge(
                registry,
                "call.budget.used",
                "ratio",
                "Of the places for calls in the near future, how many are taken, by all replicas together.",
                metrics -> metrics.seen.state().callBudgetUsed());
    }

    /** One round. A failure leaves what was known; the age of the summary tells of it. */
    public Uni<Void> refresh() {
        return summary.round()
                .chain(() -> summary.totals(MAX_SERIES))
                .invoke(this::show)
                .chain(backlog::now)
                .invoke(now -> seen = new Seen(now, System.nanoTime()))
                .replaceWithVoid();
    }

    private void show(List<Total> totals) {
        var places = new ArrayList<Row<?>>();
        var ofRejected = new ArrayList<Row<?>>();
        var sums = new ArrayList<Row<?>>();
        for (var total : totals) {
            var tags = Tags.of("product", total.product().isEmpty() ? "unknown" : total.product())
                    .and("dimension", total.dimension());
            var in = total.places();
            places.add(row(tags.and("place", "accepted"), in.accepted()));
            places.add(row(tags.and("place", "pending"), in.pending()));
            places.add(row(tags.and("place", "refused"), in.refused()));
            places.add(row(tags.and("place", "expired"), in.expired()));
            places.add(row(tags.and("place", "rejected"), in.rejected()));
            ofRejected.add(row(tags.and("part", "included"), in.included()));
            ofRejected.add(row(tags.and("part", "shadowed"), in.shadowed()));
            sums.add(row(tags, total.difference()));
        }
        units.register(places, true);
        parts.register(ofRejected, true);
        differences.register(sums, true);
    }

    private double secondsSinceTheEndOf(@Nullable Instant hour) {
        return hour == null
                ? 0
                : Math.max(
                        0,
                        Duration.between(hour.plusSeconds(3600), clock.instant())
                                .toSeconds());
    }

    private double minutesToTheNearestWall() {
        var wall = seen.state().nearestWall();
        return wall == null
                ? Double.POSITIVE_INFINITY
                : Duration.between(clock.instant(), wall).toSeconds() / 60.0;
    }

    private static Row<Number> row(Tags tags, Number value) {
        return Row.of(tags, value);
    }

    private void gauge(
            MeterRegistry registry,
            String name,
            String unit,
            String description,
            ToDoubleFunction<MoneyMetrics> value) {
        Gauge.builder(PREFIX + name, this, value)
                .baseUnit(unit)
                .description(description)
                .register(registry);
    }
}
