package io.stallkeeper.metering.adapters.postgres;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.metering.domain.hour.ClosingTerms;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.stallkeeper.metering.domain.hour.LatePlaces;
import io.stallkeeper.metering.domain.hour.MeteredHour;
import io.stallkeeper.metering.domain.hour.MeteredHourCommand;
import io.stallkeeper.metering.domain.hour.MeteringWindow;
import io.stallkeeper.metering.domain.hour.Walls;
import io.stallkeeper.metering.domain.product.ProductCatalog;
import io.stallkeeper.metering.domain.submission.Mode;
import io.stallkeeper.metering.domain.submission.Submission;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Usage that came for hours that are closed: the domain's {@link LatePlaces} says where it counts. */
public final class LateUsage {

    /** Hours that are closed, of the dimensions in question. */
    private static final String TAKEN = "select distinct h.subscription_id, h.dimension, h.hour"
            + " from unnest($1::text[], $2::text[]) as u(s, d)"
            + " join metered_hour h on h.subscription_id = u.s and h.dimension = u.d"
            + " where h.state <> 'open' and h.hour > $3";

    private final Meters meters;
    private final Hours hours;
    private final TagSums tags;
    private final ContractUsage contracts;
    private final Submissions submissions;
    private final ProductCatalog products;
    private final LatePlaces places;

    public LateUsage(
            Meters meters,
            Hours hours,
            TagSums tags,
            ContractUsage contracts,
            Submissions submissions,
            ProductCatalog products,
            ClosingTerms terms) {
        this.meters = meters;
        this.hours = hours;
        this.tags = tags;
        this.contracts = contracts;
        this.submissions = submissions;
        this.products = products;
        this.places = new LatePlaces(terms);
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
        var subscriptions =
                keys.stream().map(HourKey::subscriptionId).distinct().toList();
        var dimensions = Tuple.of(
                keys.stream().map(HourKey::subscriptionId).toArray(String[]::new),
                keys.stream().map(HourKey::dimension).toArray(String[]::new),
                now.minus(Duration.ofHours(26)).atOffset(UTC));
        return meters.rows(transaction, subscriptions)
                .chain(found -> hours.lock(transaction, keys).chain(rows -> transaction
                        .connection()
                        .preparedQuery(TAKEN)
                        .execute(dimensions)
                        .chain(taken -> contracts
                                .ofLate(transaction, late, found, now)
                                .chain(included -> submissions
                                        .load(transaction)
                                        .chain(submission -> place(
                                                transaction,
                                                rows,
                                                new Late(late, included, submission),
                                                found,
                                                takenOf(taken),
                                                now))))));
    }

    /** Units by hour, what of them contracts pay for, and which hours are sent at all. */
    private record Late(Map<HourKey, BigDecimal> units, Map<HourKey, BigDecimal> included, Submission submission) {

        BigDecimal includedIn(HourKey key) {
            return included.getOrDefault(key, BigDecimal.ZERO);
        }

        /** Usage never goes from an hour that was rehearsed into one that is sent. */
        boolean mayCarry(HourKey from, Instant to) {
            return submission.of(from.subscriptionId(), from.hour()) == Mode.LIVE
                    || submission.of(from.subscriptionId(), to) == Mode.SHADOW;
        }
    }

    private Uni<Void> place(
            PostgresTransaction transaction,
            List<HourRow> rows,
            Late late,
            Map<String, MeterRow> found,
            Map<HourKey, Set<Instant>> taken,
            Instant now) {
        var changes = new ArrayList<Hours.Change>(rows.size());
        var moves = new TreeMap<HourKey, TagSums.Move>();
        for (var row : rows) {
            var key = row.key();
            var frozen = taken.getOrDefault(key.at(Instant.EPOCH), Set.of());
            var quantity = Objects.requireNonNull(late.units().get(key), "only what was asked for is locked");
            var included = late.includedIn(key);
            var rest = quantity.subtract(included);
            var commands = new ArrayList<MeteredHourCommand>();
            if (included.signum() > 0) {
                commands.add(new MeteredHourCommand.IncludeLate(key, included));
            }
            if (rest.signum() != 0) {
                var command = withinMode(commandOf(row, rest, found.get(key.subscriptionId()), frozen, now), late);
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

    private static MeteredHourCommand withinMode(MeteredHourCommand command, Late late) {
        return command instanceof MeteredHourCommand.CarryLate(var key, var quantity, var to) && !late.mayCarry(key, to)
                ? new MeteredHourCommand.ShadowLate(key, quantity)
                : command;
    }

    private MeteredHourCommand commandOf(
            HourRow row, BigDecimal quantity, @Nullable MeterRow meter, Set<Instant> taken, Instant now) {
        var key = row.key();
        if (meter != null && meter.isOverAt(now)) {
            return new MeteredHourCommand.ExpireLate(key, quantity, "subscription-ended");
        }
        var window = meter == null ? new MeteringWindow(false, Instant.EPOCH, null) : meter.window();
        if (row.book().state() instanceof MeteredHour.Rejected) {
            var reason = window.isBeforeActivation(key.hour()) || meter == null
                    ? "before-activation"
                    : products.rejectionOf(meter.productCode(), key.dimension()).orElse("unknown-dimension");
            return new MeteredHourCommand.RejectLate(key, quantity, reason);
        }
        if (!Walls.lastMomentOf(key.hour()).isAfter(now)) {
            return new MeteredHourCommand.ExpireLate(key, quantity, "too-old");
        }
        return places.ofLateUsage(key.hour(), taken, window, now)
                .<MeteredHourCommand>map(hour -> new MeteredHourCommand.CarryLate(key, quantity, hour))
                .orElseGet(() -> new MeteredHourCommand.ExpireLate(key, quantity, "no-hour-left"));
    }

    private static Map<HourKey, Set<Instant>> takenOf(RowSet<Row> rows) {
        var taken = new HashMap<HourKey, Set<Instant>>();
        for (var row : rows) {
            var key = HourRow.keyOf(row);
            taken.computeIfAbsent(key.at(Instant.EPOCH), dimension -> new HashSet<>())
                    .add(key.hour());
        }
        return taken;
    }
}
