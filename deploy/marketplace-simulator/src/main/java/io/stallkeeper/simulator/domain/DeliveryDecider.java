package io.stallkeeper.simulator.domain;

import io.stallkeeper.simulator.domain.Decision.Accepted;
import io.stallkeeper.simulator.domain.MarketplaceEvent.NotificationDelivered;
import io.stallkeeper.simulator.domain.MarketplaceEvent.NotificationGivenUp;
import io.stallkeeper.simulator.domain.notification.Notification;
import java.util.List;

/** What becomes of notifications that were on their way. */
public final class DeliveryDecider {
    private DeliveryDecider() {}

    /** The target has it; if nobody waits for that any more, since everything was reset, nothing happens. */
    public static Decision<Notification> delivered(Notification notification, Moment moment) {
        boolean waits = moment.marketplace().outbox().isWaiting(notification.id());
        return new Accepted<>(
                waits ? List.of(new NotificationDelivered(notification.id(), moment.now())) : List.of(), notification);
    }

    /** The target won't have it, and nobody brings it any more; if nobody waits for that any more, nothing happens. */
    public static Decision<Notification> givenUp(Notification notification, Moment moment) {
        boolean waits = moment.marketplace().outbox().isWaiting(notification.id());
        return new Accepted<>(
                waits ? List.of(new NotificationGivenUp(notification.id(), moment.now())) : List.of(), notification);
    }
}
