package io.stallkeeper.metering.domain.contract;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An hour that two or more segments share.
 *
 * @param left usage that was reported and not weighed yet, by segment
 */
public record SharedHour(SortedMap<Instant, BigDecimal> left) {

    /** @param reported all usage of the hour, by segment */
    public static SharedHour of(Map<Instant, BigDecimal> reported, Map<Instant, BigDecimal> weighed) {
        var left = new TreeMap<>(reported);
        weighed.forEach((segment, units) -> left.computeIfPresent(
                segment, (same, all) -> all.subtract(units).max(BigDecimal.ZERO)));
        left.values().removeIf(units -> units.signum() == 0);
        return new SharedHour(left);
    }

    /**
     * The units by segment, in the order of time: as many of each as are left. Where quantities aren't added up, as in
     * a maximum, more or fewer may be left than there are units; then the last segment has less, or more.
     *
     * @param otherwise the segment that has the units if nothing is left to tell
     */
    public SortedMap<Instant, BigDecimal> parts(BigDecimal units, Instant otherwise) {
        var parts = new TreeMap<Instant, BigDecimal>();
        var rest = units;
        for (var segment : left.entrySet()) {
            var part = segment.getValue().min(rest);
            if (part.signum() > 0) {
                parts.put(segment.getKey(), part);
                rest = rest.subtract(part);
            }
        }
        if (rest.signum() > 0) {
            parts.merge(parts.isEmpty() ? otherwise : parts.lastKey(), rest, BigDecimal::add);
        }
        return parts;
    }
}
