package io.stallkeeper.simulator.api.admin;

import io.stallkeeper.simulator.Simulation;
import io.stallkeeper.simulator.api.RefusedException;
import io.stallkeeper.simulator.domain.Behavior;
import io.stallkeeper.simulator.domain.BehaviorPreset;
import io.stallkeeper.simulator.domain.StageSettingDecider;
import io.stallkeeper.simulator.domain.agreement.ActivationEvent;
import io.stallkeeper.simulator.domain.agreement.FinalWindowOpens;
import io.stallkeeper.simulator.domain.agreement.LifecycleTiming;
import io.stallkeeper.simulator.domain.notification.DeliveryPolicy;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long things take, and what happens to notifications on their way: {@code /simulator/v1/behavior}. */
@Path("/simulator/v1/behavior")
public class BehaviorResource {
    private final Simulation simulation;

    /** What to change: a preset first, if one is named, then every single thing that is there. */
    public record Wish(
            @Nullable BehaviorPreset preset,
            @Nullable Timing timing,
            @Nullable Delivery delivery) {}

    public record Timing(
            @Nullable Duration activationDelay,
            @Nullable Duration deprovisioningGap,
            @Nullable Duration finalWindow,
            @Nullable FinalWindowOpens opens,
            @Nullable ActivationEvent activation) {

        LifecycleTiming over(LifecycleTiming before) {
            return new LifecycleTiming(
                    or(activationDelay, before.activationDelay()),
                    or(deprovisioningGap, before.deprovisioningGap()),
                    or(finalWindow, before.finalWindow()),
                    or(opens, before.opens()),
                    or(activation, before.activation()));
        }
    }

    public record Delivery(
            @Nullable Duration delay,
            @Nullable Duration jitter,
            @Nullable Double duplication,
            @Nullable Double reordering,
            @Nullable Duration holdBack,
            @Nullable Double loss,
            @Nullable Boolean twins,
            @Nullable Boolean endedNamesOffer,
            @Nullable Long seed) {

        DeliveryPolicy over(DeliveryPolicy before) {
            return new DeliveryPolicy(
                    or(delay, before.delay()),
                    or(jitter, before.jitter()),
                    or(duplication, before.duplication()),
                    or(reordering, before.reordering()),
                    or(holdBack, before.holdBack()),
                    or(loss, before.loss()),
                    or(twins, before.twins()),
                    or(endedNamesOffer, before.endedNamesOffer()),
                    or(seed, before.seed()));
        }
    }

    public BehaviorResource(Simulation simulation) {
        this.simulation = simulation;
    }

    /** The behavior now. */
    @GET
    public Behavior now() {
        return simulation.look(moment -> moment.marketplace().behavior());
    }

    /** Behaves otherwise from now on; agreements that run already keep to the new times too. */
    @PUT
    public Behavior change(@Nullable Wish body) {
        Wish wish = Given.required(body, "the body");
        return RefusedException.answerOf(simulation.decide(moment ->
                StageSettingDecider.behave(changed(wish, moment.marketplace().behavior()))));
    }

    private static Behavior changed(Wish wish, Behavior before) {
        BehaviorPreset preset = wish.preset();
        Behavior base =
                preset == null ? before : preset.behavior(before.delivery().seed());
        Timing timing = wish.timing();
        Delivery delivery = wish.delivery();
        return new Behavior(
                timing == null ? base.timing() : timing.over(base.timing()),
                delivery == null ? base.delivery() : delivery.over(base.delivery()));
    }

    private static <T> T or(@Nullable T wished, T before) {
        return wished == null ? before : wished;
    }
}
