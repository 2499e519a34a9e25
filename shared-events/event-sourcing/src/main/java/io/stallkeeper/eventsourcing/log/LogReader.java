package io.stallkeeper.eventsourcing.log;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Follows the log and hands over every event at least once, in order, in batches. The checkpoint moves only after the
 * handler has completed, so a handler must bear to see a batch again. A failing handler sees the same batch until it
 * doesn't fail; the pause between two attempts grows to {@link #MAX_PAUSE}.
 */
public final class LogReader implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LogReader.class);
    private static final int BATCH_SIZE = 500;
    private static final Duration MIN_PAUSE = Duration.ofMillis(100);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(5);

    private final String name;
    private final EventLog<?> log;
    private final Checkpoints checkpoints;
    private final Function<List<RecordedEvent>, Uni<Void>> handler;
    private final Duration pollInterval;
    private final Semaphore wakeUp = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;

    /**
     * @param name of the checkpoint; for ever, since another name reads from the start
     * @param pollInterval how long an event waits at most if the notification of it got lost
     */
    public LogReader(
            String name,
            EventLog<?> log,
            Checkpoints checkpoints,
            Function<List<RecordedEvent>, Uni<Void>> handler,
            Duration pollInterval) {
        this.name = name;
        this.log = log;
        this.checkpoints = checkpoints;
        this.handler = handler;
        this.pollInterval = pollInterval;
        this.thread = Thread.ofVirtual().name("log-reader-" + name).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Something was appended: look at once. */
    public void wake() {
        if (wakeUp.availablePermits() == 0) {
            wakeUp.release();
        }
    }

    /** One batch. True if the checkpoint moved, so that there may be more. */
    public Uni<Boolean> readOnce() {
        return checkpoints.advance(name, from -> log.readAfter(from, BATCH_SIZE).chain(events -> handle(from, events)));
    }

    private Uni<LogPosition> handle(LogPosition from, List<RecordedEvent> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().item(from);
        }
        return handler.apply(events).replaceWith(events.getLast().position());
    }

    private void run() {
        var pause = MIN_PAUSE;
        while (!closed) {
            try {
                var moved = readOnce().await().indefinitely();
                pause = MIN_PAUSE;
                if (!moved) {
                    pauseFor(pollInterval);
                }
            } catch (RuntimeException e) {
                if (!closed) {
                    LOG.warnf(e, "Reader %s could not go on, it tries again in %d ms", name, pause.toMillis());
                    pauseFor(pause);
                    pause = pause.multipliedBy(2).compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : pause.multipliedBy(2);
                }
            }
        }
    }

    private void pauseFor(Duration pause) {
        try {
            if (wakeUp.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                wakeUp.drainPermits();
            }
        } catch (InterruptedException e) {
            closed = true;
            Thread.currentThread().interrupt();
        }
    }

    /** Ends after the batch at hand, 10 s at most. */
    @Override
    public void close() {
        closed = true;
        wake();
        try {
            if (!thread.join(Duration.ofSeconds(10))) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
