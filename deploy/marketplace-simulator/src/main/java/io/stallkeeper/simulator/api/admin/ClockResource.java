package io.stallkeeper.simulator.api.admin;

import io.stallkeeper.simulator.Simulation;
import io.stallkeeper.simulator.api.RefusedException;
import io.stallkeeper.simulator.domain.Moment;
import io.stallkeeper.simulator.domain.StageSettingDecider;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The marketplace's clock, which runs like any other and can jump forward: {@code /simulator/v1/clock}. */
@Path("/simulator/v1/clock")
public class ClockResource {
    private final Simulation simulation;

    public record Reading(Instant now, Duration aheadOfRealTime) {}

    /** How far to jump, ISO-8601. */
    public record Jump(@Nullable Duration by) {}

    public ClockResource(Simulation simulation) {
        this.simulation = simulation;
    }

    /** What time it is. */
    @GET
    public Reading now() {
        return simulation.look(ClockResource::reading);
    }

    /** Jumps; what was due in between has happened when this is answered. */
    @POST
    @Path("advance")
    public Reading advance(@Nullable Jump body) {
        Jump jump = Given.required(body, "the body");
        Duration by = Given.required(jump.by(), "by");
        RefusedException.answerOf(simulation.decide(moment -> StageSettingDecider.advanceClock(by, moment)));
        return now();
    }

    private static Reading reading(Moment moment) {
        return new Reading(moment.now(), moment.marketplace().clockOffset());
    }
}
