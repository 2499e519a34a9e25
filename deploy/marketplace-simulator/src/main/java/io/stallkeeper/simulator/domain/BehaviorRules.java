package io.stallkeeper.simulator.domain;

import io.stallkeeper.simulator.domain.agreement.LifecycleTiming;
import io.stallkeeper.simulator.domain.notification.DeliveryPolicy;
import io.stallkeeper.simulator.domain.refusal.Refusal;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.time.Duration;
import java.util.Optional;

/** What times and probabilities there may be. */
public final class BehaviorRules {
    private static final Duration LONGEST = Duration.ofDays(30);

    private BehaviorRules() {}

    /** The first reason against behaving so. */
    public static Optional<Refusal> check(Behavior behavior) {
        LifecycleTiming timing = behavior.timing();
        DeliveryPolicy delivery = behavior.delivery();
        return time("timing.activationDelay", timing.activationDelay())
                .or(() -> time("timing.deprovisioningGap", timing.deprovisioningGap()))
                .or(() -> time("timing.finalWindow", timing.finalWindow()))
                .or(() -> time("delivery.delay", delivery.delay()))
                .or(() -> time("delivery.jitter", delivery.jitter()))
                .or(() -> time("delivery.holdBack", delivery.holdBack()))
                .or(() -> probability("delivery.duplication", delivery.duplication()))
                .or(() -> probability("delivery.reordering", delivery.reordering()))
                .or(() -> probability("delivery.loss", delivery.loss()));
    }

    private static Optional<Refusal> time(String name, Duration time) {
        return time.isNegative() || time.compareTo(LONGEST) > 0
                ? invalid(name + ": not negative, and at most " + LONGEST)
                : Optional.empty();
    }

    private static Optional<Refusal> probability(String name, double probability) {
        return probability >= 0 && probability <= 1 ? Optional.empty() : invalid(name + ": 0 to 1");
    }

    private static Optional<Refusal> invalid(String message) {
        return Optional.of(RefusalCode.VALIDATION.because(message));
    }
}
