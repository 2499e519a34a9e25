package io.stallkeeper.local;

import io.stallkeeper.local.stack.Stack;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs a stack until Ctrl-C. */
@Command(
        name = "run",
        description = "Starts everything on this machine, and ends it on Ctrl-C.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    @Mixin
    private StackOptions options = new StackOptions();

    @Override
    public Integer call() throws InterruptedException {
        System.out.println("Starting Stallkeeper. Data: " + options.folder().root());
        var stack = Stack.in(options.settings(), line -> System.out.println("  " + line));
        closeAtExit(stack);
        stack.start();
        System.out.println(new Overview(stack).text());
        new CountDownLatch(1).await();
        return 0;
    }

    /** However the launcher ends, short of kill -9, its processes end before it. */
    static void closeAtExit(Stack stack) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            System.out.println("\nStopping.");
                            stack.close();
                            System.out.println("Everything has stopped.");
                        },
                        "stop"));
    }
}
