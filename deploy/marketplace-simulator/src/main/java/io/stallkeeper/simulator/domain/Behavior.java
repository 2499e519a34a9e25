package io.stallkeeper.simulator.domain;

import io.stallkeeper.simulator.domain.agreement.LifecycleTiming;
import io.stallkeeper.simulator.domain.notification.DeliveryPolicy;

/** What can be chosen of the marketplace while it runs: how long things take, and how it tells of them. */
public record Behavior(LifecycleTiming timing, DeliveryPolicy delivery) {}
