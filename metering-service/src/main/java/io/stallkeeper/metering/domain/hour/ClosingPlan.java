package io.stallkeeper.metering.domain.hour;

import io.stallkeeper.metering.domain.submission.Mode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What becomes now of all open hours of one dimension of a subscription, the oldest first: each hour's fraction goes on
 * into the next one that is closed with it, so that whole units come together however many hours are due.
 *
 * @param closed commands in the order in which they are carried out
 * @param carriedTo by the hour of a freezing, the hour that takes its rest; missing if none can
 * @param shadowed by hour, what of its contents is only rehearsed and goes nowhere
 * @param waits until when the hours that stay open are left alone
 */
public record ClosingPlan(
        List<MeteredHourCommand> closed,
        Map<Instant, Instant> carriedTo,
        Map<Instant, BigDecimal> shadowed,
        SortedMap<Instant, Instant> waits) {

    private static final BigDecimal MAX_QUANTITY = BigDecimal.valueOf(MeteredHour.MAX_QUANTITY);

    /**
     * What a product says of one dimension.
     *
     * @param rejectedAs why it is never sent; null if it is
     */
    public record Dimension(@Nullable String rejectedAs, boolean recordsIdleHours) {}

    /**
     * @param dimension the hours' subscription and dimension, at any hour
     * @param open contents of all open hours
     * @param taken hours that are not open any more
     * @param modes whether an hour is sent or only rehearsed: usage never goes from the latter into the former
     */
    public static ClosingPlan of(
            HourKey dimension,
            SortedMap<Instant, BigDecimal> open,
            Set<Instant> taken,
            MeteringWindow window,
            Identities identities,
            Dimension product,
            ClosingTerms terms,
            Function<Instant, Mode> modes,
            Instant now) {
        return new Drawing(
                        dimension,
                        new TreeMap<>(open),
                        new TreeSet<>(taken),
                        window,
                        identities,
                        product,
                        terms,
                        modes,
                        now)
                .draw();
    }

    /** Of a subscription whose activation isn't known: its usage waits, as long as AWS would take it. */
    public static ClosingPlan ofUnknown(Set<Instant> open) {
        var waits = new TreeMap<Instant, Instant>();
        open.forEach(hour -> waits.put(hour, Walls.lastMomentOf(hour)));
        return new ClosingPlan(List.of(), Map.of(), Map.of(), waits);
    }

    /** A plan in the making. */
    private static final class Drawing {

        private final HourKey dimension;
        private final NavigableMap<Instant, BigDecimal> open;
        private final Set<Instant> taken;
        private final MeteringWindow window;
        private final Identities identities;
        private final Dimension product;
        private final ClosingRules rules;
        private final LatePlaces places;
        private final Function<Instant, Mode> modes;
        private final Instant now;
        private final List<MeteredHourCommand> closed = new ArrayList<>();
        private final Map<Instant, Instant> carriedTo = new TreeMap<>();
        private final Map<Instant, BigDecimal> shadowed = new TreeMap<>();
        private final SortedMap<Instant, Instant> waits = new TreeMap<>();

        Drawing(
                HourKey dimension,
                NavigableMap<Instant, BigDecimal> open,
                Set<Instant> taken,
                MeteringWindow window,
                Identities identities,
                Dimension product,
                ClosingTerms terms,
                Function<Instant, Mode> modes,
                Instant now) {
            this.dimension = dimension;
            this.open = open;
            this.taken = taken;
            this.window = window;
            this.identities = identities;
            this.product = product;
            this.rules = new ClosingRules(terms);
            this.places = new LatePlaces(terms);
            this.modes = modes;
            this.now = now;
        }

        ClosingPlan draw() {
            for (var hour : List.copyOf(open.keySet())) {
                if (Walls.lastMomentOf(hour).isAfter(now)) {
                    take(hour);
                }
            }
            return new ClosingPlan(List.copyOf(closed), Map.copyOf(carriedTo), Map.copyOf(shadowed), waits);
        }

        private void take(Instant hour) {
            var contents = open.getOrDefault(hour, BigDecimal.ZERO);
            switch (stepFor(hour, contents)) {
                case ClosingStep.Reject(var reason) -> {
                    close(hour);
                    closed.add(new MeteredHourCommand.Reject(dimension.at(hour), contents, reason));
                }
                case ClosingStep.Freeze(var record) -> freeze(hour, contents, record);
                case ClosingStep.Wait(var until) -> {
                    var next = window.metered() && isFraction(contents) ? laterUsage(hour) : Optional.<Instant>empty();
                    next.ifPresentOrElse(later -> freezeInto(hour, contents, later), () -> waits.put(hour, until));
                }
            }
        }

        private ClosingStep stepFor(Instant hour, BigDecimal contents) {
            return rules.stepFor(hour, contents, window, product.rejectedAs(), product.recordsIdleHours(), now);
        }

        private static boolean isFraction(BigDecimal contents) {
            return contents.signum() > 0 && contents.compareTo(BigDecimal.ONE) < 0;
        }

        /** A later hour with usage that is over and settled: what waited for usage goes on into it. */
        private Optional<Instant> laterUsage(Instant hour) {
            return open.tailMap(hour, false).entrySet().stream()
                    .filter(later -> later.getValue().signum() > 0)
                    .filter(later -> mayCarry(hour, later.getKey()))
                    .filter(later -> stepFor(later.getKey(), BigDecimal.ONE) instanceof ClosingStep.Freeze)
                    .map(Map.Entry::getKey)
                    .findFirst();
        }

        private void freezeInto(Instant hour, BigDecimal contents, Instant next) {
            close(hour);
            carry(hour, contents, next);
            add(hour, contents, product.recordsIdleHours());
        }

        private void freeze(Instant hour, BigDecimal contents, boolean record) {
            close(hour);
            var rest = contents.subtract(wholeOf(contents));
            if (rest.signum() == 0 || isTooMuch(contents)) {
                add(hour, contents, record);
                return;
            }
            var place = placeOf(hour, rest);
            if (place.filter(to -> !mayCarry(hour, to)).isPresent()) {
                shadowed.put(hour, rest);
                add(hour, contents.subtract(rest), record);
            } else {
                place.ifPresent(to -> carry(hour, rest, to));
                add(hour, contents, record);
            }
        }

        private boolean mayCarry(Instant from, Instant to) {
            return modes.apply(from) == Mode.LIVE || modes.apply(to) == Mode.SHADOW;
        }

        /**
         * The next hour that is open takes a rest, else the one that late usage would get. Near the end a fraction only
         * goes on into what is closed with it: there will be no more usage to make it whole.
         */
        private Optional<Instant> placeOf(Instant hour, BigDecimal rest) {
            var next = Optional.ofNullable(open.higherKey(hour)).filter(this::isUseful);
            return isFraction(rest) && isLastCallOfAll()
                    ? next
                    : next.or(() -> places.ofRemainder(hour, taken, window, now));
        }

        private boolean isUseful(Instant hour) {
            return !window.isBeforeActivation(hour)
                    && !(window.isEnding() && hour.isAfter(now))
                    && Walls.lastMomentOf(hour).isAfter(now);
        }

        private boolean isLastCallOfAll() {
            return window.isEnding()
                    && !rules.lastCallOf(Walls.hourOf(now), window).isAfter(now);
        }

        private void close(Instant hour) {
            open.remove(hour);
            taken.add(hour);
        }

        private void carry(Instant from, BigDecimal quantity, Instant to) {
            carriedTo.put(from, to);
            open.merge(to, quantity, BigDecimal::add);
        }

        private void add(Instant hour, BigDecimal contents, boolean record) {
            closed.add(new MeteredHourCommand.Freeze(
                    dimension.at(hour),
                    contents,
                    window.timestampIn(hour),
                    identities.at(hour),
                    record,
                    List.of(),
                    carriedTo.get(hour)));
        }
    }

    /** More than one record holds, and AWS takes no second one of an hour (marketplace-protocol 4.1, 4.2). */
    static boolean isTooMuch(BigDecimal contents) {
        return contents.setScale(0, RoundingMode.DOWN).compareTo(MAX_QUANTITY) > 0;
    }

    /** The whole units of it that AWS takes in one record. */
    static BigDecimal wholeOf(BigDecimal contents) {
        return contents.setScale(0, RoundingMode.DOWN).min(MAX_QUANTITY);
    }
}
