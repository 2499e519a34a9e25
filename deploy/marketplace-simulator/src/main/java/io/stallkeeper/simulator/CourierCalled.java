package io.stallkeeper.simulator;

import io.stallkeeper.simulator.adapters.delivery.Courier;
import io.stallkeeper.simulator.domain.MarketplaceEvent;
import io.stallkeeper.simulator.domain.MarketplaceEvent.MarketplaceReset;
import io.stallkeeper.simulator.domain.MarketplaceEvent.NotificationGivenUp;
import io.stallkeeper.simulator.domain.MarketplaceEvent.NotificationQueued;
import java.time.Instant;

/** Hands every new notification to the courier, and tells it the time. */
record CourierCalled(Courier courier) implements Witness {

    @Override
    public void happened(MarketplaceEvent event) {
        if (event instanceof NotificationQueued(var notification)) {
            courier.bring(notification);
        } else if (event instanceof NotificationGivenUp(var id, var _)) {
            courier.giveUp(id);
        } else if (event instanceof MarketplaceReset) {
            courier.forgetAll();
        }
    }

    @Override
    public void timeIs(Instant now) {
        courier.timeIs(now);
    }
}
