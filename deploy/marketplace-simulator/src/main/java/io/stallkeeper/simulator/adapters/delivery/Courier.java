package io.stallkeeper.simulator.adapters.delivery;

import io.stallkeeper.simulator.domain.listing.NotificationRoute;
import io.stallkeeper.simulator.domain.notification.Notification;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Brings notifications to their targets when the marketplace's clock has come to their time, each target by itself and in
 * the order of those times. Tries for as long as it takes, waiting longer between tries up to a bound; reports a
 * notification when its target has taken all of its copies. Killed in between, it brings it again: at least once, as AWS
 * does. What waits is in the outbox too, which bounds it.
 */
public final class Courier implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Courier.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /** Looking for what was left among all that waits takes as long for many as for one. */
    private static final int GIVEN_UP_AT_ONCE = 1_000;

    private final PriorityQueue<Copy> departures =
            new PriorityQueue<>(Comparator.comparing(Copy::at).thenComparingLong(Copy::number));
    private final Map<NotificationRoute, Round> rounds = new ConcurrentHashMap<>();
    private final Targets targets;
    private final NotificationBody body;
    private final Consumer<Notification> delivered;
    private final Set<String> givenUp = new HashSet<>();
    private long copies;

    private record Copy(Instant at, long number, Notification notification, boolean last) {}

    private record Round(BlockingQueue<Copy> waiting, Thread thread) {}

    public Courier(Targets targets, NotificationBody body, Consumer<Notification> delivered) {
        this.targets = targets;
        this.body = body;
        this.delivered = delivered;
    }

    /** Takes charge of a notification; returns at once. */
    public synchronized void bring(Notification notification) {
        int left = notification.sends().size();
        for (Instant at : notification.sends()) {
            departures.add(new Copy(at, copies++, notification, --left == 0));
        }
    }

    /** Lets go what is to be sent by this time on the marketplace's clock; returns at once. */
    public synchronized void timeIs(Instant now) {
        while (!departures.isEmpty() && !departures.peek().at().isAfter(now)) {
            Copy copy = departures.remove();
            rounds.computeIfAbsent(copy.notification().route(), this::round)
                    .waiting()
                    .add(copy);
        }
    }

    /** Leaves a notification; returns at once. A copy that is on its way may still arrive. */
    public synchronized void giveUp(String notificationId) {
        givenUp.add(notificationId);
        if (givenUp.size() >= GIVEN_UP_AT_ONCE) {
            departures.removeIf(this::isGivenUp);
            rounds.values().forEach(round -> round.waiting().removeIf(this::isGivenUp));
            givenUp.clear();
        }
    }

    private synchronized boolean isGivenUp(Copy copy) {
        return givenUp.contains(copy.notification().id());
    }

    /** Forgets what it was given; what is on its way may still arrive. */
    public synchronized void forgetAll() {
        departures.clear();
        givenUp.clear();
        rounds.values().forEach(round -> round.thread().interrupt());
        rounds.clear();
    }

    @Override
    public void close() {
        forgetAll();
        targets.close();
    }

    private Round round(NotificationRoute route) {
        BlockingQueue<Copy> waiting = new LinkedBlockingQueue<>();
        Thread thread = Thread.ofVirtual().name("courier " + route.address()).start(() -> bringAll(waiting));
        return new Round(waiting, thread);
    }

    private void bringAll(BlockingQueue<Copy> waiting) {
        try {
            while (true) {
                Copy copy = waiting.take();
                if (!isGivenUp(copy)) {
                    bringUntilTaken(copy.notification());
                    if (copy.last()) {
                        delivered.accept(copy.notification());
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void bringUntilTaken(Notification notification) throws InterruptedException {
        Duration wait = FIRST_WAIT;
        while (!isTaken(notification)) {
            Thread.sleep(wait);
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
        }
    }

    private boolean isTaken(Notification notification) throws InterruptedException {
        try {
            targets.take(notification, body.of(notification));
            return true;
        } catch (IOException | RuntimeException e) {
            // What fails in a way that nobody thought of is no reason to bring nothing any more.
            LOG.warnf(
                    "notification %s waits for %s: %s",
                    notification.id(), notification.route().address(), e);
            return false;
        }
    }
}
