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
 * @param dimension as reported: one of AWS's, or a name that the product maps to one
 * @param quantity units as reported, at least 0
 * @param time when it was used
 * @param tags by which AWS shows the buyer a part of the quantity, as {@link UsageTags#canonical}; empty if none
 * @param uniqueKey what a unique count counts; null if there is none
 * @param traceparent the trace that it came in by
 * @param alias another name of the buyer that it is addressed to as well; null if it names one alone
 */
public record ReportedUsage(
        String source,
        String id,
        String subscriptionId,
        String dimension,
        BigDecimal quantity,
        Instant time,
        String tags,
        @Nullable String uniqueKey,
        @Nullable String traceparent,
        @Nullable String alias) {

    /** Addressed to one name. */
    public ReportedUsage(
            String source,
            String id,
            String subscriptionId,
            String dimension,
            BigDecimal quantity,
            Instant time,
            String tags,
            @Nullable String uniqueKey,
            @Nullable String traceparent) {
        this(source, id, subscriptionId, dimension, quantity, time, tags, uniqueKey, traceparent, null);
    }

    public HourKey hourKey() {
        return new HourKey(subscriptionId, dimension, Walls.hourOf(time));
    }
}
