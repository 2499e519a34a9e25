package io.stallkeeper.simulator;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Lets things happen when they are due, though nobody calls. */
final class Ticker implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Ticker.class);
    private static final int PERIOD_MS = 100;

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final Simulation simulation;

    Ticker(Simulation simulation) {
        this.simulation = simulation;
    }

    void start() {
        var _ = scheduler.scheduleWithFixedDelay(this::tick, PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }

    private void tick() {
        try {
            simulation.catchUp();
        } catch (RuntimeException e) {
            LOG.error("what is due could not happen; it is tried again", e);
        }
    }
}
