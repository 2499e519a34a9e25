package io.stallkeeper.local.process;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** All processes of one stack. Every change is told to the listener. */
public final class ProcessTable {

    /** Hears what happens to processes; called from any thread, and must not wait. */
    @FunctionalInterface
    public interface Listener {
        void happened(String name, String what);
    }

    private final Path logs;
    private final PidFiles pidFiles;
    private final Listener listener;
    private final List<SupervisedProcess> processes = new CopyOnWriteArrayList<>();
    private boolean closed;

    /** @param logs the folder of the processes' output */
    public ProcessTable(Path logs, PidFiles pidFiles, Listener listener) {
        this.logs = logs;
        this.pidFiles = pidFiles;
        this.listener = listener;
    }

    /** Starts the process and watches over it from now on. Throws IllegalStateException once all are being ended. */
    public synchronized SupervisedProcess start(ProcessPlan plan) {
        if (closed) {
            throw new IllegalStateException("everything is being ended");
        }
        var process = new SupervisedProcess(plan, logs.resolve(plan.name() + ".log"), pidFiles, listener);
        processes.add(process);
        process.start();
        return process;
    }

    public List<SupervisedProcess> all() {
        return List.copyOf(processes);
    }

    /** Ends those of such names, all at the same time, and then all others; nothing is started any more. */
    public void stopAll(Predicate<String> first) {
        close();
        stop(process -> first.test(process.name()));
        stop(process -> !first.test(process.name()));
    }

    private synchronized void close() {
        closed = true;
    }

    private void stop(Predicate<SupervisedProcess> which) {
        processes.stream()
                .filter(which)
                .map(process -> Thread.ofPlatform().start(process::stop))
                .toList()
                .forEach(ProcessTable::join);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
