package io.stallkeeper.simulator.domain;

import io.stallkeeper.simulator.domain.agreement.LifecycleTiming;
import io.stallkeeper.simulator.domain.notification.DeliveryPolicy;
import io.stallkeeper.simulator.domain.refusal.Refusal;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** What times and probabilities there may be. */
public final class BehaviorRules {
    private static final Duration LONGEST = Duration.ofDays(30);

    private BehaviorRules() {}

    /** The first reason against behaving so. */
    public static Optional<Refusal> check(Behavior behavior) {
        LifecycleTiming timing = behavior.timing();
        DeliveryPolicy delivery = behavior.delivery();
        boolean badTime = Stream.of(
                        timing.activationDelay(),
                        timing.deprovisioningGap(),
                        timing.finalWindow(),
                        delivery.delay(),
                        delivery.jitter(),
                        delivery.holdBack())
                .anyMatch(time -> time.isNegative() || time.compareTo(LONGEST) > 0);
        if (badTime) {
            return invalid("a time is not negative, and at most " + LONGEST);
        }
        boolean badProbability = DoubleStream.of(delivery.duplication(), delivery.reordering(), delivery.loss())
                .anyMatch(probability -> !(probability >= 0 && probability <= 1));
        return badProbability ? invalid("a probability is 0 to 1") : Optional.empty();
    }

    private static Optional<Refusal> invalid(String message) {
        return Optional.of(RefusalCode.VALIDATION.because(message));
    }
}
