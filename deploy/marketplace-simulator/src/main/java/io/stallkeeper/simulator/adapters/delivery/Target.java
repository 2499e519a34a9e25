package io.stallkeeper.simulator.adapters.delivery;

import io.stallkeeper.simulator.domain.notification.Notification;
import java.io.IOException;

/** A way to one kind of target. */
interface Target {

    /**
     * Returns when the target has the body.
     *
     * @throws IOException if it hasn't, or nobody knows
     */
    void take(Notification notification, String body) throws IOException, InterruptedException;
}
