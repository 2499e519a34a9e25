package io.stallkeeper.metering.domain.tally;

import io.stallkeeper.metering.domain.product.Aggregation;
import io.stallkeeper.metering.domain.usage.ReportedUsage;
import java.math.BigDecimal;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a batch has for one hour of a dimension. It grows event by event. */
public final class HourTally {

    private final Tally tally;
    private final SortedMap<String, BigDecimal> byTags = new TreeMap<>();
    private @Nullable String traceparent;

    public HourTally(Aggregation aggregation) {
        this.tally = Tally.by(aggregation);
    }

    /** What an hour had already, apart from its tags. */
    public HourTally(Tally tally, @Nullable String traceparent) {
        this.tally = tally;
        this.traceparent = traceparent;
    }

    /** @param quantity in AWS's units */
    public void add(ReportedUsage usage, BigDecimal quantity) {
        tally.add(quantity, usage.time(), usage.uniqueKey());
        if (!usage.tags().isEmpty()) {
            byTags.merge(usage.tags(), quantity, BigDecimal::add);
        }
        if (traceparent == null) {
            traceparent = usage.traceparent();
        }
    }

    public Tally tally() {
        return tally;
    }

    /** Units by tags. Usage without tags is not in it. */
    public SortedMap<String, BigDecimal> byTags() {
        return byTags;
    }

    /** The trace of the first event that had one. */
    public @Nullable String traceparent() {
        return traceparent;
    }
}
