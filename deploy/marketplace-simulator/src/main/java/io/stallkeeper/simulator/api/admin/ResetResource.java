package io.stallkeeper.simulator.api.admin;

import io.stallkeeper.simulator.Simulation;
import io.stallkeeper.simulator.adapters.delivery.NotificationFiles;
import io.stallkeeper.simulator.api.CallLog;
import io.stallkeeper.simulator.api.RefusedException;
import io.stallkeeper.simulator.domain.StageSettingDecider;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Back to the beginning: {@code /simulator/v1/reset}. */
@Path("/simulator/v1/reset")
public class ResetResource {
    private final Simulation simulation;
    private final CallLog calls;
    private final NotificationFiles files;

    public ResetResource(Simulation simulation, CallLog calls, NotificationFiles files) {
        this.simulation = simulation;
        this.calls = calls;
        this.files = files;
    }

    /** Forgets everything, also on disk; the clock shows real time, the behavior is as the settings have it. */
    @POST
    @ResponseStatus(204)
    public void reset() {
        files.delete(RefusedException.answerOf(simulation.decide(StageSettingDecider::reset)));
        calls.clear();
        simulation.summarize();
    }
}
