package io.stallkeeper.metering.api;

import io.smallrye.health.api.Wellness;
import io.stallkeeper.metering.adapters.history.KnownUsage;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Down while usage waits in Kafka because no more of it could be told from duplicates, with the reason. It isn't
 * readiness: usage is still taken in and kept, and a replica that is taken away for it would turn a delay into usage
 * that is refused.
 */
@Wellness
@ApplicationScoped
public class KnownUsageCheck implements HealthCheck {

    private final KnownUsage known;

    public KnownUsageCheck(KnownUsage known) {
        this.known = known;
    }

    @Override
    public HealthCheckResponse call() {
        var obstacle = known.obstacle();
        var response = HealthCheckResponse.named("known usage events")
                .status(obstacle.isEmpty())
                .withData("remembered", known.events())
                .withData("capacity", known.capacity());
        return obstacle.map(why -> response.withData("usage waits", why))
                .orElse(response)
                .build();
    }
}
