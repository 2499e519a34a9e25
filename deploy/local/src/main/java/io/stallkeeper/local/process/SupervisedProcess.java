package io.stallkeeper.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A process that is started again whenever it ends without being told to, each time a little later up to a bound. It
 * doesn't hear the Ctrl-C of the launcher's terminal: the launcher decides who ends when.
 */
public final class SupervisedProcess {

    /** Shells and Java add the signal's number to it for an exit code. */
    private static final int SIGNALLED = 128;

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration CALM_AFTER = Duration.ofMinutes(1);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final ProcessPlan plan;
    private final Path log;
    private final PidFiles pidFiles;
    private final ProcessTable.Listener listener;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile @Nullable Process process;
    private volatile @Nullable Process endedHere;
    private volatile boolean wanted;
    private volatile boolean crashed;
    private Duration wait = FIRST_WAIT;

    SupervisedProcess(ProcessPlan plan, Path log, PidFiles pidFiles, ProcessTable.Listener listener) {
        this.plan = plan;
        this.log = log;
        this.pidFiles = pidFiles;
        this.listener = listener;
    }

    public String name() {
        return plan.name();
    }

    /** Whether it runs and answers. */
    public boolean isReady() {
        var running = process;
        return running != null && running.isAlive() && plan.ready().isReady();
    }

    /** Its id; empty while it doesn't run. */
    public OptionalLong pid() {
        var running = process;
        return running != null && running.isAlive() ? OptionalLong.of(running.pid()) : OptionalLong.empty();
    }

    /** Whether a signal has ever ended it that wasn't sent from here, as when a JVM crashes. */
    public boolean hasCrashed() {
        return crashed;
    }

    /** Starts it, unless it runs. */
    public void start() {
        turn.lock();
        try {
            wanted = true;
            var running = process;
            if (running == null || !running.isAlive()) {
                launch();
            }
        } finally {
            turn.unlock();
        }
    }

    /** Returns when it is ready; throws IllegalStateException if it isn't in time. */
    public void awaitReady(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!isReady()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        name() + " isn't ready after " + patience.toSeconds() + " s, see " + log);
            }
            pause();
        }
    }

    /** Ends it in order, and by force when that takes too long. It stays ended. */
    public void stop() {
        turn.lock();
        try {
            wanted = false;
            var running = process;
            if (running != null && running.isAlive()) {
                endedHere = running;
                plan.stopBy().sendTo(running.toHandle());
                if (!running.waitFor(plan.stopWithin().toSeconds(), TimeUnit.SECONDS)) {
                    listener.happened(name(), "didn't end in time and was killed");
                    running.destroyForcibly().waitFor();
                }
            }
            pidFiles.remove(name());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            turn.unlock();
        }
    }

    /** kill -9, as a test of what follows: it is started again, as soon as if it had run for long. */
    public void kill() {
        var running = process;
        if (running != null) {
            endedHere = running;
            running.destroyForcibly();
        }
    }

    private void launch() {
        var builder = new ProcessBuilder(withoutCtrlC(plan.command()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(plan.environment());
        try {
            var started = builder.start();
            started.getOutputStream().close();
            process = started;
            pidFiles.write(name(), started.toHandle());
            long since = System.nanoTime();
            Thread.startVirtualThread(() -> watch(started, since));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void watch(Process started, long since) {
        try {
            started.waitFor();
            if (wanted) {
                crashed |= started.exitValue() > SIGNALLED && !started.equals(endedHere);
                startAgainLater(started, Duration.ofNanos(System.nanoTime() - since));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void startAgainLater(Process ended, Duration life) throws InterruptedException {
        wait = life.compareTo(CALM_AFTER) > 0 || ended.equals(endedHere) ? FIRST_WAIT : wait;
        listener.happened(
                name(),
                "ended with code %d and is started again in %d s, see %s"
                        .formatted(ended.exitValue(), wait.toSeconds(), log));
        Thread.sleep(wait);
        wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
        if (wanted) {
            start();
        }
    }

    /** A session of its own where there is setsid (Linux); elsewhere SIGINT is ignored, which JVMs respect. */
    private static List<String> withoutCtrlC(List<String> command) {
        var setsid = Path.of("/usr/bin/setsid");
        var all = new ArrayList<String>();
        if (Files.isExecutable(setsid)) {
            all.add(setsid.toString());
        } else {
            all.addAll(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
        }
        all.addAll(command);
        return all;
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
