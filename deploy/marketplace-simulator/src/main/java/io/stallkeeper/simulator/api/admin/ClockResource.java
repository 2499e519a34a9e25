package io.stallkeeper.simulator.api.admin;

import io.stallkeeper.simulator.Simulation;
import io.stallkeeper.simulator.api.RefusedException;
import io.stallkeeper.simulator.domain.Moment;
import io.stallkeeper.simulator.domain.StageSettingDecider;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The marketplace's clock: it runs at some multiple of real time, stands, and jumps; never back. */
@Path("/simulator/v1/clock")
public class ClockResource {
    private final Simulation simulation;

    /** {@code rate} is how many times as fast as real time it runs; 0 if it stands. */
    public record Reading(Instant now, Duration aheadOfRealTime, double rate) {}

    /** How far to jump, ISO-8601. */
    public record Jump(@Nullable Duration by) {}

    /** At which rate to go on, and from when, if not from now. */
    public record Setting(@Nullable Double rate, @Nullable Instant now) {}

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

    /** Goes on at another rate, from now or from a later instant. */
    @PUT
    public Reading set(@Nullable Setting body) {
        Setting setting = Given.required(body, "the body");
        Double rate = setting.rate();
        if (rate == null && setting.now() == null) {
            throw Given.invalid("rate or now: needed");
        }
        RefusedException.answerOf(simulation.decide(moment -> StageSettingDecider.setClock(
                rate == null ? moment.marketplace().clockRate() : rate, setting.now(), moment)));
        return now();
    }

    private static Reading reading(Moment moment) {
        return new Reading(
                moment.now(),
                Duration.between(moment.realNow().truncatedTo(ChronoUnit.MILLIS), moment.now()),
                moment.marketplace().clockRate());
    }
}
