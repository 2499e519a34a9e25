package io.stallkeeper.simulator;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready any more once the journal can't be written or followed: whoever watches over the process starts it again.
 */
@Readiness
class JournalCheck implements HealthCheck {
    private final Simulation simulation;

    JournalCheck(Simulation simulation) {
        this.simulation = simulation;
    }

    @Override
    public HealthCheckResponse call() {
        try {
            simulation.catchUp();
            return HealthCheckResponse.up("journal");
        } catch (RuntimeException | Error e) {
            return HealthCheckResponse.down("journal");
        }
    }
}
