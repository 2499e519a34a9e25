package io.stallkeeper.simulator;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Lets things happen when they are due, though nobody calls, and keeps the journal short. */
final class Ticker implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Ticker.class);
    private static final int PERIOD_MS = 100;
    private static final int SUMMARY_PERIOD_MS = 1000;
    private static final int NOTE_PERIOD_MS = 1000;

    private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
    private final Simulation simulation;
    private final long summarizeAfterBytes;

    Ticker(Simulation simulation, long summarizeAfterBytes) {
        this.simulation = simulation;
        this.summarizeAfterBytes = summarizeAfterBytes;
    }

    void start() {
        repeat(simulation::catchUp, PERIOD_MS, "what is due could not happen; it is tried again");
        repeat(simulation::noteClock, NOTE_PERIOD_MS, "where the clock is could not be noted; it is tried again");
        repeat(this::summarize, SUMMARY_PERIOD_MS, "the journal could not be written anew; it is tried again");
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }

    private void summarize() {
        if (simulation.bytesSinceSnapshot() > summarizeAfterBytes) {
            simulation.summarize();
        }
    }

    private void repeat(Runnable task, int periodMs, String complaint) {
        // A task that throws is never run again.
        Runnable careful = () -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOG.error(complaint, e);
            }
        };
        var _ = scheduler.scheduleWithFixedDelay(careful, periodMs, periodMs, TimeUnit.MILLISECONDS);
    }
}
