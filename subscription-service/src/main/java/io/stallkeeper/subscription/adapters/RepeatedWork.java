package io.stallkeeper.subscription.adapters;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Does a step again and again on a thread of its own. After a failure it pauses, twice as long each time up to
 * {@link #MAX_PAUSE}, and goes on by itself.
 */
public final class RepeatedWork implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(RepeatedWork.class);
    private static final Duration MIN_PAUSE = Duration.ofMillis(100);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(5);
    private static final Duration LAST_STEP = Duration.ofSeconds(3);

    private final String name;
    private final Step step;
    private final Duration interval;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;

    /** One round of the work. */
    public interface Step {
        void run() throws Exception;
    }

    /** @param interval between two steps that went well */
    public RepeatedWork(String name, Duration interval, Step step) {
        this.name = name;
        this.interval = interval;
        this.step = step;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    public boolean isStopped() {
        return stopped.getCount() == 0;
    }

    private void run() {
        var pause = MIN_PAUSE;
        try {
            while (!isStopped()) {
                if (succeeds(pause)) {
                    pause = MIN_PAUSE;
                    stopped.await(interval.toMillis(), TimeUnit.MILLISECONDS);
                } else {
                    stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
                    pause = pause.multipliedBy(2).compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : pause.multipliedBy(2);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean succeeds(Duration pause) throws InterruptedException {
        try {
            step.run();
            return true;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            if (!isStopped()) {
                LOG.warnf("%s could not go on, it tries again in %d ms: %s", name, pause.toMillis(), e);
            }
            return false;
        }
    }

    /** No further step. */
    public void stop() {
        stopped.countDown();
    }

    /** Ends after the step at hand, or in the middle of it if that takes long. */
    @Override
    public void close() {
        stop();
        try {
            if (!thread.join(LAST_STEP)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
