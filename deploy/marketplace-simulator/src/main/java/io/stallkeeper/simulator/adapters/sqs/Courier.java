package io.stallkeeper.simulator.adapters.sqs;

import io.stallkeeper.simulator.domain.notification.Notification;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Brings notifications to their queues, each queue by itself and, but for mischief, in order. Tries for as long as it
 * takes, waiting longer between tries up to a bound; reports a notification when its queue has taken it. Killed in
 * between, it brings it again: at least once, as AWS does.
 */
public final class Courier implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Courier.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /** How long a notification that shall be overtaken waits for a successor. */
    private static final int SUCCESSOR_MS = 500;

    private final Map<String, Round> rounds = new ConcurrentHashMap<>();
    private final QueueClients clients;
    private final NotificationBody body;
    private final Mischief mischief;
    private final Consumer<Notification> delivered;

    private record Round(BlockingQueue<Notification> waiting, Thread thread) {}

    public Courier(QueueClients clients, NotificationBody body, Mischief mischief, Consumer<Notification> delivered) {
        this.clients = clients;
        this.body = body;
        this.mischief = mischief;
        this.delivered = delivered;
    }

    /** Takes charge of a notification; returns at once. */
    public void bring(Notification notification) {
        var round = rounds.computeIfAbsent(notification.route().queueUrl(), this::round);
        round.waiting().add(notification);
    }

    @Override
    public void close() {
        rounds.values().forEach(round -> round.thread().interrupt());
        clients.close();
    }

    private Round round(String queueUrl) {
        BlockingQueue<Notification> waiting = new LinkedBlockingQueue<>();
        Thread thread = Thread.ofVirtual().name("courier " + queueUrl).start(() -> bringAll(waiting));
        return new Round(waiting, thread);
    }

    private void bringAll(BlockingQueue<Notification> waiting) {
        try {
            while (true) {
                Notification next = waiting.take();
                Notification successor = mischief.reorders() ? waiting.poll(SUCCESSOR_MS, TimeUnit.MILLISECONDS) : null;
                if (successor != null) {
                    bringUntilTaken(successor);
                }
                bringUntilTaken(next);
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

    private boolean isTaken(Notification notification) {
        String queueUrl = notification.route().queueUrl();
        try {
            int copies = mischief.copies();
            for (int i = 0; i < copies; i++) {
                clients.of(queueUrl)
                        .sendMessage(request -> request.queueUrl(queueUrl).messageBody(body.of(notification)));
            }
            delivered.accept(notification);
            return true;
        } catch (AbortedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (SdkException | IllegalArgumentException | UncheckedIOException e) {
            LOG.warnf("notification %s waits for %s: %s", notification.id(), queueUrl, e.getMessage());
            return false;
        }
    }
}
