package io.stallkeeper.simulator.adapters.delivery;

import io.stallkeeper.simulator.adapters.delivery.Round.Attempts.Again;
import io.stallkeeper.simulator.adapters.delivery.Round.Attempts.Done;
import io.stallkeeper.simulator.adapters.delivery.Round.Attempts.Later;
import io.stallkeeper.simulator.adapters.delivery.Round.Attempts.Next;
import io.stallkeeper.simulator.domain.listing.NotificationRoute;
import io.stallkeeper.simulator.domain.notification.Notification;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Brings notifications to their targets when the marketplace's clock has come to their time, each target by itself and
 * in the order of those times, but for those that the target doesn't take: they are tried again while others go.
 * Reports a notification when its target has taken all of its copies, or when patience is at its end. Killed in
 * between, it brings it again: at least once, as AWS does. What waits is in the outbox too, which bounds it.
 */
public final class Courier implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Courier.class);

    /** Looking for what was left among all that waits takes as long for many as for one. */
    private static final int GIVEN_UP_AT_ONCE = 1_000;

    private final PriorityQueue<Copy> departures =
            new PriorityQueue<>(Comparator.comparing(Copy::at).thenComparingLong(Copy::number));
    private final Map<NotificationRoute, Round> rounds = new ConcurrentHashMap<>();
    private final Map<String, Progress> waiting = new ConcurrentHashMap<>();
    private final Targets targets;
    private final NotificationBody body;
    private final Patience patience;
    private final Report report;
    private final InstantSource realTime;
    private long copies;
    private int givenUp;

    /** Who is told what became of a notification, once. */
    public interface Report {
        /** Its target has all of its copies. */
        void delivered(Notification notification);

        /** Its target won't have it. */
        void givenUp(Notification notification);
    }

    /** @param departed in real time, with its first copy; null before it */
    private record Progress(
            int copiesLeft, Tries tries, @Nullable Instant departed) {

        Progress departing(Instant now) {
            return departed == null ? new Progress(copiesLeft, tries, now) : this;
        }

        Progress failed(String failure) {
            return new Progress(copiesLeft, tries.failed(failure), departed);
        }

        @Nullable
        Progress taken() {
            return copiesLeft == 1 ? null : new Progress(copiesLeft - 1, tries, departed);
        }
    }

    /** @param realTime what patience is measured with */
    public Courier(Targets targets, NotificationBody body, Patience patience, Report report, InstantSource realTime) {
        this.targets = targets;
        this.body = body;
        this.patience = patience;
        this.report = report;
        this.realTime = realTime;
    }

    /** Takes charge of a notification; returns at once. */
    public synchronized void bring(Notification notification) {
        if (notification.isLost()) {
            return;
        }
        waiting.put(notification.id(), new Progress(notification.sends().size(), Tries.NONE, null));
        for (Instant at : notification.sends()) {
            departures.add(new Copy(at, copies++, notification));
        }
    }

    /** Lets go what is to be sent by this time on the marketplace's clock; returns at once. */
    public synchronized void timeIs(Instant now) {
        while (!departures.isEmpty() && !departures.peek().at().isAfter(now)) {
            Copy copy = departures.remove();
            waiting.computeIfPresent(copy.id(), (_, progress) -> progress.departing(realTime.instant()));
            rounds.computeIfAbsent(copy.notification().route(), this::round).add(copy);
        }
    }

    /** Leaves a notification; returns at once. A copy that is on its way may still arrive. */
    public synchronized void giveUp(String notificationId) {
        waiting.remove(notificationId);
        if (++givenUp >= GIVEN_UP_AT_ONCE) {
            departures.removeIf(copy -> !waiting.containsKey(copy.id()));
            rounds.values().forEach(round -> round.removeIf(copy -> !waiting.containsKey(copy.id())));
            givenUp = 0;
        }
    }

    /** Of a notification that waits; empty for all others. */
    public Optional<Tries> tries(String notificationId) {
        return Optional.ofNullable(waiting.get(notificationId)).map(Progress::tries);
    }

    /** Forgets what it was given; what is on its way may still arrive. */
    public synchronized void forgetAll() {
        departures.clear();
        waiting.clear();
        rounds.values().forEach(Round::stop);
        rounds.clear();
    }

    @Override
    public void close() {
        forgetAll();
        targets.close();
    }

    private Round round(NotificationRoute route) {
        return new Round("courier " + route.address(), this::tryOnce);
    }

    private Next tryOnce(Copy copy) throws InterruptedException {
        if (!waiting.containsKey(copy.id())) {
            return new Done();
        }
        try {
            targets.take(copy.notification(), body.of(copy.notification()));
            if (waiting.computeIfPresent(copy.id(), (_, progress) -> progress.taken()) == null) {
                report.delivered(copy.notification());
            }
            return new Done();
        } catch (TurnedAwayException e) {
            return failed(copy, e, true, e.isRefused());
        } catch (IOException e) {
            return failed(copy, e, false, false);
        } catch (RuntimeException e) {
            // What fails in a way that nobody thought of is no reason to bring nothing any more.
            return failed(copy, e, true, false);
        }
    }

    /** Who is away is tried again and again, and everything waits; that may last for as long as patience. */
    private Next failed(Copy copy, Exception why, boolean reached, boolean refused) {
        String failure = String.valueOf(why.getMessage());
        Progress progress = waiting.computeIfPresent(copy.id(), (_, before) -> before.failed(failure));
        if (progress == null) {
            return new Done();
        }
        int tries = progress.tries().count();
        LOG.logf(
                tries == 1 ? Logger.Level.WARN : Logger.Level.DEBUG,
                "notification %s waits for %s: %s",
                copy.id(),
                copy.notification().route().address(),
                failure);
        if ((reached && tries >= patience.mostTries()) || isTooLate(progress)) {
            giveUp(copy.id());
            report.givenUp(copy.notification());
            return new Done();
        }
        boolean othersFirst = reached && (refused || tries >= patience.triesInARow());
        return othersFirst
                ? new Later(patience.waitAfter(tries, patience.longestAside()))
                : new Again(patience.waitAfter(tries, patience.longestWait()));
    }

    private boolean isTooLate(Progress progress) {
        Instant departed = progress.departed();
        return departed != null && !realTime.instant().isBefore(departed.plus(patience.longest()));
    }
}
