package io.stallkeeper.simulator.domain.notification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A notification and when its target took it; null while it waits, and for ever if it is lost. */
public record Delivery(Notification notification, @Nullable Instant deliveredAt) {}
