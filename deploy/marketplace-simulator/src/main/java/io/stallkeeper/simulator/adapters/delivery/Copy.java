package io.stallkeeper.simulator.adapters.delivery;

import io.stallkeeper.simulator.domain.notification.Notification;
import java.time.Instant;

/**
 * A notification to be sent once.
 *
 * @param at when, on the marketplace's clock
 * @param number in the order in which they were given
 */
record Copy(Instant at, long number, Notification notification) {

    String id() {
        return notification.id();
    }
}
