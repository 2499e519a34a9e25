package io.stallkeeper.simulator.adapters.delivery;

import io.stallkeeper.simulator.domain.notification.Notification;
import java.io.IOException;

/** A way to one kind of target. */
interface Target {

    /**
     * Returns when the target has the body.
     *
     * @throws TurnedAwayException if the target was reached and hasn't taken this one, or nobody knows
     * @throws IOException if the target can't be reached
     */
    void take(Notification notification, String body) throws IOException, InterruptedException;
}
