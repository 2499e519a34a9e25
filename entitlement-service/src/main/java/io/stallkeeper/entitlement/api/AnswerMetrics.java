package io.stallkeeper.entitlement.api;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.stallkeeper.entitlement.adapters.log.ReplicaPosition;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/**
 * How true the answers are, as metrics: stale subscriptions, and seconds since this replica read its log to the end.
 */
@Startup
@Singleton
public class AnswerMetrics {

    public AnswerMetrics(MeterRegistry metrics, Answers answers, ReplicaPosition position, Clock clock) {
        Gauge.builder("stallkeeper.entitlement.stale.subscriptions", answers, Answers::staleCount)
                .description("Subscriptions whose answers are stale")
                .register(metrics);
        Gauge.builder("stallkeeper.entitlement.projection.lag", position, it -> lagSeconds(it, clock))
                .description("Time since this replica had read its log to the end")
                .baseUnit("seconds")
                .register(metrics);
    }

    private static double lagSeconds(ReplicaPosition position, Clock clock) {
        return position.caughtUpAt()
                .map(at -> Duration.between(at, clock.instant()).toMillis() / 1000.0)
                .orElse(Double.NaN);
    }
}
