package io.stallkeeper.metering.adapters.postgres;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.stallkeeper.metering.adapters.history.KnownUsage;

/** What is measured of the fold: events by what became of them, and the memory that tells duplicates. */
public final class UsageMetrics {

    private final Counter counted;
    private final Counter rejected;
    private final Counter duplicates;
    private final Counter parked;

    public UsageMetrics(MeterRegistry registry, KnownUsage known) {
        this.counted = events(registry, "counted");
        this.rejected = events(registry, "rejected");
        this.duplicates = events(registry, "duplicate");
        this.parked = events(registry, "parked");
        Gauge.builder("stallkeeper.metering.remembered.events", known, KnownUsage::events)
                .description("Usage events that would be known again")
                .register(registry);
        Gauge.builder("stallkeeper.metering.remembered.capacity", known, KnownUsage::capacity)
                .description("Usage events that can be known again; at that many usage waits in Kafka")
                .register(registry);
        Gauge.builder("stallkeeper.metering.remembered.file", known, KnownUsage::bytes)
                .baseUnit("bytes")
                .description("Room in remembered-folder that knowing them takes")
                .register(registry);
    }

    private static Counter events(MeterRegistry registry, String outcome) {
        return Counter.builder("stallkeeper.metering.usage.events")
                .description("Usage events from the topic, by what became of them; those of this replica")
                .tag("outcome", outcome)
                .register(registry);
    }

    void folded(SortedUsage usage) {
        counted.increment(usage.events.size() - usage.rejected);
        rejected.increment(usage.rejected);
        duplicates.increment(usage.duplicates);
        parked.increment(usage.parked.size());
    }
}
