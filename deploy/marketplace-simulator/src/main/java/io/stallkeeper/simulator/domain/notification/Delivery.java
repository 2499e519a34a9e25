package io.stallkeeper.simulator.domain.notification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A notification and when its queue took it; null while it waits. */
public record Delivery(Notification notification, @Nullable Instant deliveredAt) {}
