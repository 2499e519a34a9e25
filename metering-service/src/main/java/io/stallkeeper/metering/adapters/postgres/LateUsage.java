package io.stallkeeper.metering.adapters.postgres;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.metering.domain.hour.ClosingTerms;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.stallkeeper.metering.domain.hour.LatePlaces;
import io.stallkeeper.metering.domain.hour.MeteredHour;
import io.stallkeeper.metering.domain.hour.MeteredHourCommand;
import io.stallkeeper.metering.domain.hour.Walls;
import io.stallkeeper.metering.domain.product.ProductCatalog;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Usage that came for hours that are closed: the domain's {@link LatePlaces} says where it counts. */
public final class LateUsage {

    private final FreeHours free;
    private final Hours hours;
    private final TagSums tags;
    private final ContractUsage contracts;
    private final ProductCatalog products;

    public LateUsage(
            Meters meters,
            Hours hours,
            TagSums tags,
            ContractUsage contracts,
            Submissions submissions,
            ProductCatalog products,
            ClosingTerms terms) {
        this.free = new FreeHours(meters, submissions, terms);
        this.hours = hours;
        this.tags = tags;
        this.contracts = contracts;
        this.products = products;
    }

    /**
     * Counts usage of hours that exist and are closed. Its tags must be in {@code usage_allocation} under its own hours
     * already; they go along.
     */
    public Uni<Void> place(PostgresTransaction transaction, SortedMap<HourKey, BigDecimal> late, Instant now) {
        if (late.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var keys = List.copyOf(late.keySet());
        return hours.lock(transaction, keys)
                .chain(rows -> free.of(transaction, keys, now).chain(known -> contracts
                        .ofLate(transaction, late, known.meters(), now)
                        .chain(included -> place(transaction, rows, new Late(late, included), known, now))));
    }

    /** Which hours can take what others can't. */
    FreeHours free() {
        return free;
    }

    /** Units by hour, and what of them contracts pay for. */
    private record Late(Map<HourKey, BigDecimal> units, Map<HourKey, BigDecimal> included) {

        BigDecimal includedIn(HourKey key) {
            return included.getOrDefault(key, BigDecimal.ZERO);
        }
    }

    private Uni<Void> place(
            PostgresTransaction transaction, List<HourRow> rows, Late late, FreeHours.Known known, Instant now) {
        var changes = new ArrayList<Hours.Change>(rows.size());
        var moves = new TreeMap<HourKey, TagSums.Move>();
        for (var row : rows) {
            var key = row.key();
            var quantity = Objects.requireNonNull(late.units().get(key), "only what was asked for is locked");
            var included = late.includedIn(key);
            var rest = quantity.subtract(included);
            var commands = new ArrayList<MeteredHourCommand>();
            if (included.signum() > 0) {
                commands.add(new MeteredHourCommand.IncludeLate(key, included));
            }
            if (rest.signum() != 0) {
                var command = withinMode(commandOf(row, rest, known, now), known);
                commands.add(command);
                if (command instanceof MeteredHourCommand.CarryLate carry) {
                    moves.put(key, new TagSums.Move(key.at(carry.carryTo()), new TagSums.Share(rest, quantity)));
                }
            }
            changes.add(new Hours.Change(row, commands));
        }
        return hours.applyAll(transaction, changes, now)
                .chain(() -> tags.move(transaction, late.units().keySet(), moves));
    }

    private static MeteredHourCommand withinMode(MeteredHourCommand command, FreeHours.Known known) {
        return command instanceof MeteredHourCommand.CarryLate(var key, var quantity, var to)
                        && !known.mayCarry(key, to)
                ? new MeteredHourCommand.ShadowLate(key, quantity)
                : command;
    }

    private MeteredHourCommand commandOf(HourRow row, BigDecimal quantity, FreeHours.Known known, Instant now) {
        var key = row.key();
        var meter = known.meterOf(key);
        if (meter != null && meter.isOverAt(now)) {
            return new MeteredHourCommand.ExpireLate(key, quantity, "subscription-ended");
        }
        if (row.book().state() instanceof MeteredHour.Rejected) {
            var reason = meter == null || meter.window().isBeforeActivation(key.hour())
                    ? "before-activation"
                    : products.rejectionOf(meter.productCode(), key.dimension()).orElse("unknown-dimension");
            return new MeteredHourCommand.RejectLate(key, quantity, reason);
        }
        if (!Walls.lastMomentOf(key.hour()).isAfter(now)) {
            return new MeteredHourCommand.ExpireLate(key, quantity, "too-old");
        }
        return known.placeOfLate(key)
                .<MeteredHourCommand>map(hour -> new MeteredHourCommand.CarryLate(key, quantity, hour))
                .orElseGet(() -> new MeteredHourCommand.ExpireLate(key, quantity, "no-hour-left"));
    }
}
