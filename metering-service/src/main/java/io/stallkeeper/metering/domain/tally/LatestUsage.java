package io.stallkeeper.metering.domain.tally;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Usage of which the latest counts; of several at one time the highest. Once its hour is closed nothing lowers it any
 * more: then the highest of those after the one that was the last counts. So an event is kept if it is higher than all
 * later ones.
 */
public final class LatestUsage {

    /** One event, as far as it matters here. */
    public record Point(Instant time, BigDecimal quantity) {

        boolean isAfter(Point other) {
            int byTime = time.compareTo(other.time);
            return byTime > 0 || (byTime == 0 && quantity.compareTo(other.quantity) > 0);
        }
    }

    /** Falling quantities in rising order of time. */
    private final TreeMap<Instant, BigDecimal> byTime = new TreeMap<>();

    void add(Instant time, BigDecimal quantity) {
        var later = byTime.ceilingEntry(time);
        if (later != null && later.getValue().compareTo(quantity) >= 0) {
            return;
        }
        byTime.put(time, quantity);
        var earlier = byTime.lowerEntry(time);
        while (earlier != null && earlier.getValue().compareTo(quantity) <= 0) {
            byTime.remove(earlier.getKey());
            earlier = byTime.lowerEntry(time);
        }
    }

    /** The latest of these and the one that was so far. */
    public Point last(@Nullable Point soFar) {
        var entry = byTime.lastEntry();
        var latest = new Point(entry.getKey(), entry.getValue());
        return soFar != null && soFar.isAfter(latest) ? soFar : latest;
    }

    /**
     * While the hour is open: by how much what was reported changes, to the last.
     *
     * @param contents what the hour has that can still be taken away
     */
    public BigDecimal changeOfOpen(BigDecimal reported, BigDecimal contents, @Nullable Point soFar) {
        return last(soFar).quantity().subtract(reported).max(contents.negate());
    }

    /** Once the hour is closed: by how much what was reported changes, upwards only. */
    public BigDecimal changeOfClosed(BigDecimal reported, @Nullable Point soFar) {
        return byTime.entrySet().stream()
                .map(entry -> new Point(entry.getKey(), entry.getValue()))
                .filter(point -> soFar == null || point.isAfter(soFar))
                .map(point -> point.quantity().subtract(reported).max(BigDecimal.ZERO))
                .findFirst()
                .orElse(BigDecimal.ZERO);
    }
}
