package io.stallkeeper.simulator.domain.notification;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Notifications that wait for their target, and the last ones that reached it or were lost. Both are bounded. */
public final class Outbox {
    /** Enough to look back on; the target has them. */
    private static final int DELIVERED_KEPT = 1_000;

    /** For targets that are away: some hundred megabytes, with what brings them. Then the oldest are given up. */
    public static final int MOST_WAITING = 100_000;

    private final Map<String, Notification> waiting = new LinkedHashMap<>();
    private final Deque<Delivery> delivered = new ArrayDeque<>();
    private long queued;

    /** Takes a new one. */
    public void queue(Notification notification) {
        queued++;
        if (notification.isLost()) {
            remember(new Delivery(notification, null, null));
        } else {
            waiting.put(notification.id(), notification);
        }
    }

    /** So many were queued before, and are not remembered. */
    public void forgotten(long count) {
        queued += count;
    }

    /** Its target has it. */
    public void delivered(String notificationId, Instant at) {
        remember(new Delivery(waitsNoMore(notificationId), at, null));
    }

    /** Its target will never have it. */
    public void givenUp(String notificationId, Instant at) {
        remember(new Delivery(waitsNoMore(notificationId), null, at));
    }

    private Notification waitsNoMore(String notificationId) {
        Notification notification = waiting.remove(notificationId);
        if (notification == null) {
            throw new IllegalStateException(notificationId + " does not wait");
        }
        return notification;
    }

    /** Whether it still waits. */
    public boolean isWaiting(String notificationId) {
        return waiting.containsKey(notificationId);
    }

    /** How many wait. */
    public int waitingCount() {
        return waiting.size();
    }

    /** What waits, the oldest first, as long as nothing happens. */
    public Iterator<Notification> fromOldest() {
        return Collections.unmodifiableCollection(waiting.values()).iterator();
    }

    /** What waits, the oldest first. */
    public List<Notification> waiting() {
        return List.copyOf(waiting.values());
    }

    /** What was delivered lately, then what waits, the oldest first. */
    public List<Delivery> all() {
        return Stream.concat(
                        delivered.stream(), waiting.values().stream().map(waits -> new Delivery(waits, null, null)))
                .toList();
    }

    private void remember(Delivery delivery) {
        if (delivered.size() == DELIVERED_KEPT) {
            delivered.removeFirst();
        }
        delivered.addLast(delivery);
    }

    /** How many were ever queued: the number of the next one. */
    public long queued() {
        return queued;
    }
}
