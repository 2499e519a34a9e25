package io.stallkeeper.metering;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.metering.adapters.kafka.ParkedReplay;
import io.stallkeeper.metering.adapters.postgres.ParkedUsageQueries;
import io.stallkeeper.metering.api.BodyBudget;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Counts what waited for its product as soon as that is known, and tells how much is parked. Every replica does; a
 * round that fails is made up for by the next one.
 */
@ApplicationScoped
public class ParkedUsageJobs {

    private static final Logger LOG = Logger.getLogger(ParkedUsageJobs.class);

    private final ParkedReplay replay;
    private final ParkedUsageQueries parked;
    private final MultiGauge events;
    private final MultiGauge oldestAge;

    public ParkedUsageJobs(ParkedReplay replay, ParkedUsageQueries parked, BodyBudget bodies, MeterRegistry metrics) {
        this.replay = replay;
        this.parked = parked;
        this.events = MultiGauge.builder("stallkeeper.metering.parked.events")
                .description("Usage events that can't be counted, by reason")
                .baseUnit("events")
                .register(metrics);
        this.oldestAge = MultiGauge.builder("stallkeeper.metering.parked.oldest.age")
                .description("How long the longest parked usage event has been, by reason")
                .baseUnit("seconds")
                .register(metrics);
        Gauge.builder("stallkeeper.metering.body.in.flight", bodies, BodyBudget::used)
                .description("Request bodies with usage that this replica holds until Kafka has them")
                .baseUnit("bytes")
                .register(metrics);
    }

    @Scheduled(every = "${stallkeeper.metering.interval:1s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> countWhatWaited() {
        return round(replay.replayKnown().replaceWithVoid());
    }

    @Scheduled(every = "15s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> tellHowMuchIsParked() {
        return round(parked.counts()
                .invoke(counts -> {
                    events.register(
                            counts.stream()
                                    .map(count -> MultiGauge.Row.of(Tags.of("reason", count.reason()), count.events()))
                                    .toList(),
                            true);
                    oldestAge.register(
                            counts.stream()
                                    .map(count -> MultiGauge.Row.of(
                                            Tags.of("reason", count.reason()), count.oldestAgeSeconds()))
                                    .toList(),
                            true);
                })
                .replaceWithVoid());
    }

    private static Uni<Void> round(Uni<Void> work) {
        return work.onFailure()
                .invoke(failure -> LOG.warnf("A round over parked usage is cut short: %s", failure))
                .onFailure()
                .recoverWithNull();
    }
}
