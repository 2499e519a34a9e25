package io.stallkeeper.simulator.domain;

import io.stallkeeper.simulator.domain.agreement.ActivationEvent;
import io.stallkeeper.simulator.domain.agreement.FinalWindowOpens;
import io.stallkeeper.simulator.domain.agreement.LifecycleTiming;
import io.stallkeeper.simulator.domain.notification.DeliveryPolicy;
import java.time.Duration;

/** Named behaviors. */
public enum BehaviorPreset {
    /** Licensed and told of at once; a license goes 31 seconds after its agreement. */
    IMMEDIATE,
    /**
     * As seen at a live listing (protocol page, 3.4): Created 11 s after acceptance, the license a minute after that;
     * Ended names no offer.
     */
    OBSERVED,
    /** The license goes a whole hour after its agreement, which opens another hour (protocol page, 10, A1). */
    HOUR_GAP,
    /** OBSERVED, by a best-effort way: late, twice, overtaken, lost, and in both roles (protocol page, 3.1). */
    STORMY;

    /**
     * The behavior of this name.
     *
     * @param seed with what chance begins
     */
    public Behavior behavior(long seed) {
        DeliveryPolicy calm = DeliveryPolicy.calm(seed);
        return switch (this) {
            case IMMEDIATE -> new Behavior(timing(Duration.ZERO, Duration.ofSeconds(31)), calm);
            case OBSERVED -> new Behavior(observed(), late(Duration.ZERO, 0, 0, false, seed));
            case HOUR_GAP -> new Behavior(timing(Duration.ZERO, Duration.ofHours(1)), calm);
            case STORMY -> new Behavior(observed(), late(Duration.ofSeconds(30), 0.2, 0.05, true, seed));
        };
    }

    private static LifecycleTiming observed() {
        return timing(Duration.ofSeconds(61), Duration.ofSeconds(31));
    }

    private static LifecycleTiming timing(Duration activationDelay, Duration gap) {
        return new LifecycleTiming(
                activationDelay,
                gap,
                Duration.ofHours(1),
                FinalWindowOpens.AT_DEPROVISIONING,
                ActivationEvent.LICENSE_UPDATED);
    }

    private static DeliveryPolicy late(Duration jitter, double often, double loss, boolean twins, long seed) {
        return new DeliveryPolicy(
                Duration.ofSeconds(11), jitter, often, often, Duration.ofMinutes(2), loss, twins, false, seed);
    }
}
