package io.stallkeeper.acceptance.play;

import io.stallkeeper.local.life.Patience;
import io.stallkeeper.local.process.SupervisedProcess;
import io.stallkeeper.local.stack.Stack;
import io.stallkeeper.local.stack.StackProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Kills processes while everything else goes on. Their supervisor starts them again. */
final class Kills implements AutoCloseable {

    private final Stack stack;
    private final StackProgress progress;
    private final List<CompletableFuture<Void>> planned = new ArrayList<>();
    private final Map<String, Integer> done = new TreeMap<>();

    Kills(Stack stack, StackProgress progress) {
        this.stack = stack;
        this.progress = progress;
    }

    /** {@code kill -9} after a while; one that is just down is waited for, so that every kill is one. */
    void kill(String process, int afterMs) {
        var later = CompletableFuture.delayedExecutor(afterMs, TimeUnit.MILLISECONDS, Thread::startVirtualThread);
        planned.add(CompletableFuture.runAsync(() -> kill(stack.process(process)), later));
    }

    private void kill(SupervisedProcess victim) {
        Patience.until(victim.name() + " to be there", () -> victim.pid().isPresent());
        progress.say("kill -9 " + victim.name() + " (" + victim.pid().orElse(0) + ")");
        victim.kill();
        synchronized (done) {
            done.merge(victim.name(), 1, Integer::sum);
        }
    }

    /** How often each process was killed. */
    Map<String, Integer> done() {
        synchronized (done) {
            return Map.copyOf(done);
        }
    }

    /**
     * Returns when all that was asked for is done; throws CompletionException if a process never came back to be
     * killed.
     */
    @Override
    public void close() {
        planned.forEach(CompletableFuture::join);
    }
}
