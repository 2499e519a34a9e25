package io.stallkeeper.metering.domain.usage;

import io.stallkeeper.metering.domain.hour.HourKey;
import io.stallkeeper.metering.domain.hour.Walls;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One usage event that can be counted.
 *
 * @param source with {@code id} it counts once
 * @param quantity units, at least 0
 * @param time when it was used
 * @param traceparent the trace that it came in by
 */
public record ReportedUsage(
        String source,
        String id,
        String subscriptionId,
        String dimension,
        BigDecimal quantity,
        Instant time,
        @Nullable String traceparent) {

    public HourKey hourKey() {
        return new HourKey(subscriptionId, dimension, Walls.hourOf(time));
    }
}
