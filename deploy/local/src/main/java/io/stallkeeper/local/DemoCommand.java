package io.stallkeeper.local;

import io.stallkeeper.local.life.BuyerLife;
import io.stallkeeper.local.stack.CannotStart;
import io.stallkeeper.local.stack.DemoProducts;
import io.stallkeeper.local.stack.Stack;
import io.stallkeeper.local.stack.StackAddresses;
import io.stallkeeper.testkit.infrastructure.TokenIssuer;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Plays a buyer's life, and fails unless everybody agrees to the unit on what was used. */
@Command(
        name = "demo",
        description = "Plays a buyer's life against the running stack, or against one that it starts for itself.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    @Mixin
    private StackOptions options = new StackOptions();

    @Option(
            names = "--legacy",
            description = "A buyer of an older listing: CustomerIdentifier and SNS instead of license and EventBridge.")
    private boolean legacy;

    @Option(
            names = "--events",
            paramLabel = "<n>",
            defaultValue = "10000",
            description = "How many usage events; a tenth of that comes later (default: ${DEFAULT-VALUE}).")
    private int events;

    @Option(names = "--seed", paramLabel = "<n>", description = "Makes the same usage again (default: another one).")
    private @Nullable Long seed;

    @Override
    public Integer call() {
        var folder = options.folder();
        var running = StackAddresses.ofRunning(folder);
        if (running.isPresent()) {
            return play(running.get(), TokenIssuer.withKeyIn(folder.tokenKey()));
        }
        System.out.println("No stack is running with " + folder.root() + ": starting one.");
        var stack = Stack.in(options.settings(), DemoCommand::say);
        RunCommand.closeAtExit(stack);
        stack.start();
        return play(stack.addresses(), stack.tokens());
    }

    private int play(StackAddresses addresses, TokenIssuer tokens) {
        var chosen = seed;
        long used = chosen == null ? new Random().nextInt(Integer.MAX_VALUE) : chosen;
        var product = legacy ? DemoProducts.LEGACY : DemoProducts.LICENSED;
        System.out.println("A buyer's life, seed " + used);
        try {
            var report = new BuyerLife(addresses, tokens, DemoCommand::say).play(product, events, used);
            System.out.println(report.table());
            report.disagreements().forEach(System.out::println);
            System.out.println(report.disagreements().isEmpty() ? "All agree to the unit." : "They DISAGREE.");
            return report.disagreements().isEmpty() ? 0 : 1;
        } catch (IllegalStateException e) {
            throw new CannotStart(String.valueOf(e.getMessage()));
        }
    }

    private static void say(String line) {
        System.out.println("  " + line);
    }
}
