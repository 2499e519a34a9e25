package io.stallkeeper.metering.domain.contract;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What was used in one period, a term or a month, by the segment in which one included quantity was in effect.
 *
 * <p>A unit is included if, in the order of time, the included units before it leave room in the quantity in effect.
 * How many units are included in all doesn't depend on the order in which usage becomes known: usage that comes late
 * adds the difference that it makes, between nothing and itself.
 *
 * @param used units by the beginning of their segment
 */
public record Coverage(SortedMap<Instant, BigDecimal> used) {

    public Coverage {
        used = new TreeMap<>(used);
    }

    public static Coverage nothingUsed() {
        return new Coverage(new TreeMap<>());
    }

    public Coverage plus(Map<Instant, BigDecimal> units) {
        var sum = new TreeMap<>(used);
        units.forEach((segment, quantity) -> sum.merge(segment, quantity, BigDecimal::add));
        return new Coverage(sum);
    }

    /** Units that are included. {@code quantities} says how many are in effect in a segment. */
    public BigDecimal included(Function<Instant, BigDecimal> quantities) {
        var included = BigDecimal.ZERO;
        for (var segment : used.entrySet()) {
            var upTo = included.add(segment.getValue()).min(quantities.apply(segment.getKey()));
            included = included.max(upTo);
        }
        return included;
    }
}
