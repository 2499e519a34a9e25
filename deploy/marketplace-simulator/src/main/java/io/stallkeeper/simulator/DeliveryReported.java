package io.stallkeeper.simulator;

import io.stallkeeper.simulator.adapters.delivery.Courier;
import io.stallkeeper.simulator.domain.DeliveryDecider;
import io.stallkeeper.simulator.domain.notification.Notification;

/** Lets the marketplace know what became of its notifications. */
public record DeliveryReported(Simulation simulation) implements Courier.Report {

    @Override
    public void delivered(Notification notification) {
        simulation.decide(moment -> DeliveryDecider.delivered(notification, moment));
    }

    @Override
    public void givenUp(Notification notification) {
        simulation.decide(moment -> DeliveryDecider.givenUp(notification, moment));
    }
}
