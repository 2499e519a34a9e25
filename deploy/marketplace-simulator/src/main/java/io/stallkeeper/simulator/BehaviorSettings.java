package io.stallkeeper.simulator;

import io.stallkeeper.simulator.domain.Behavior;
import io.stallkeeper.simulator.domain.BehaviorRules;
import io.stallkeeper.simulator.domain.agreement.LifecycleTiming;
import io.stallkeeper.simulator.domain.notification.DeliveryPolicy;

/** The behavior that the settings ask for: a preset, and what they say otherwise. */
final class BehaviorSettings {
    private BehaviorSettings() {}

    /** Throws IllegalArgumentException on what cannot be. */
    static Behavior read(SimulatorSettings settings, long seed) {
        Behavior preset = settings.preset().behavior(seed);
        var behavior = new Behavior(
                timing(settings.lifecycle(), preset.timing()), delivery(settings.delivery(), preset.delivery()));
        BehaviorRules.check(behavior).ifPresent(refusal -> {
            throw new IllegalArgumentException("simulator.lifecycle, simulator.delivery: " + refusal.message());
        });
        return behavior;
    }

    private static LifecycleTiming timing(SimulatorSettings.Lifecycle asked, LifecycleTiming preset) {
        return new LifecycleTiming(
                asked.activationDelay().orElse(preset.activationDelay()),
                asked.deprovisioningGap().orElse(preset.deprovisioningGap()),
                asked.finalWindow().orElse(preset.finalWindow()),
                asked.finalWindowOpens().orElse(preset.opens()),
                asked.activationEvent().orElse(preset.activation()));
    }

    private static DeliveryPolicy delivery(SimulatorSettings.Delivery asked, DeliveryPolicy preset) {
        return new DeliveryPolicy(
                asked.delay().orElse(preset.delay()),
                asked.jitter().orElse(preset.jitter()),
                asked.duplication().orElse(preset.duplication()),
                asked.reordering().orElse(preset.reordering()),
                asked.holdBack().orElse(preset.holdBack()),
                asked.loss().orElse(preset.loss()),
                asked.twins().orElse(preset.twins()),
                asked.endedNamesOffer().orElse(preset.endedNamesOffer()),
                preset.seed());
    }
}
