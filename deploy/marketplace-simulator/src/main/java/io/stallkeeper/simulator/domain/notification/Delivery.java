package io.stallkeeper.simulator.domain.notification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A notification and what became of it.
 *
 * @param deliveredAt when its target took it; null while it waits, and for ever if it is lost
 * @param givenUpAt when it was lost because its target wouldn't take it or too many waited; null otherwise
 */
public record Delivery(
        Notification notification,
        @Nullable Instant deliveredAt,
        @Nullable Instant givenUpAt) {

    /** Whether its target will never have it. */
    public boolean isLost() {
        return notification.isLost() || givenUpAt != null;
    }
}
