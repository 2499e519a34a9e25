package io.stallkeeper.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import io.stallkeeper.acceptance.play.TracePlayer;
import io.stallkeeper.acceptance.trace.TraceFile;
import io.stallkeeper.acceptance.trace.TraceMaker;
import io.stallkeeper.acceptance.trace.TraceMix;
import io.stallkeeper.acceptance.trace.TraceStep;
import io.stallkeeper.local.http.Json;
import io.stallkeeper.local.stack.DemoProducts;
import io.stallkeeper.local.stack.ServiceName;
import io.stallkeeper.local.stack.Stack;
import io.stallkeeper.local.stack.StackFolder;
import io.stallkeeper.local.stack.StackPorts;
import io.stallkeeper.local.stack.StackSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plays a trace, given or random, against a stack of its own; exits with 1 unless all books agree to the unit. */
@Command(
        name = "play",
        description = "Plays a trace against the real processes and compares the marketplace's books with it.",
        mixinStandardHelpOptions = true)
public final class TraceCommand implements Callable<Integer> {

    @Option(names = "--trace", paramLabel = "<file>", description = "JSON lines; without it a random trace is made.")
    private @Nullable Path trace;

    @Option(names = "--faults", paramLabel = "<file>", description = "A JSON array of the simulator's fault orders.")
    private @Nullable Path faults;

    @Option(names = "--seed", paramLabel = "<n>", description = "Of the random trace and its kills (default: another).")
    private @Nullable Long seed;

    @Option(names = "--hours", paramLabel = "<n>", defaultValue = "36", description = "Default: ${DEFAULT-VALUE}.")
    private int hours;

    @Option(names = "--events", paramLabel = "<n>", defaultValue = "7200", description = "Default: ${DEFAULT-VALUE}.")
    private int events;

    @Option(names = "--kills", paramLabel = "<n>", defaultValue = "25", description = "Default: ${DEFAULT-VALUE}.")
    private int kills;

    @Option(names = "--replicas", paramLabel = "<n>", defaultValue = "2", description = "Of the metering service.")
    private int replicas;

    @Option(
            names = "--products",
            paramLabel = "<file>",
            description = "What the metering service is told of products (default: of the two demo products).")
    private @Nullable Path products;

    @Option(
            names = "--identical-resend",
            paramLabel = "success|duplicate-record",
            defaultValue = "success",
            description = "How the marketplace answers a record that it has already (default: ${DEFAULT-VALUE}).")
    private String identicalResend = "";

    @Option(names = "--data", paramLabel = "<folder>", description = "Where the stack keeps all (default: temporary).")
    private @Nullable Path data;

    @Option(names = "--write", paramLabel = "<file>", description = "Writes the random trace and plays nothing.")
    private @Nullable Path write;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new TraceCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        var steps = new ArrayList<>(steps());
        var file = write;
        if (file != null) {
            TraceFile.write(file, steps);
            return 0;
        }
        steps.addAll(0, faultOrders());
        var folder = data == null ? Files.createTempDirectory("stallkeeper-trace") : data;
        var settings = new StackSettings(
                StackSettings.findCheckout(),
                new StackFolder(folder),
                StackPorts.free(),
                Optional.empty(),
                environment());
        System.out.println("Everything is kept in " + folder);
        var stack = Stack.in(settings, TraceCommand::say);
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
        stack.start();
        return play(stack, steps);
    }

    private Map<String, String> environment() {
        var environment = TracePlayer.environment(identicalResend);
        var file = products;
        if (file != null) {
            environment.putAll(DemoProducts.describedBy(file));
        }
        return environment;
    }

    private int play(Stack stack, List<TraceStep> steps) {
        var metering = new ArrayList<URI>(List.of(stack.addresses().metering()));
        for (int number = 2; number <= replicas; number++) {
            metering.add(stack.replica(ServiceName.METERING, number));
        }
        try (var player = new TracePlayer(stack, metering, TraceCommand::say)) {
            var verdict = player.play(steps);
            System.out.println(verdict.table());
            System.out.println("killed: " + player.kills());
            verdict.disagreements().forEach(System.out::println);
            System.out.println(verdict.disagreements().isEmpty() ? "All agree to the unit." : "They DISAGREE.");
            return verdict.disagreements().isEmpty() ? 0 : 1;
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }

    private List<TraceStep> steps() {
        var file = trace;
        if (file != null) {
            return TraceFile.read(file);
        }
        var chosen = seed;
        long used = chosen == null ? new Random().nextInt(Integer.MAX_VALUE) : chosen;
        var mix = new TraceMix(hours, events, kills, TraceMix.USUAL_VICTIMS, TraceMix.USUAL_FAULTS);
        System.out.println("seed " + used + ", " + mix);
        return TraceMaker.make(mix, used);
    }

    private List<TraceStep> faultOrders() throws IOException {
        var orders = new ArrayList<TraceStep>();
        var file = faults;
        if (file != null) {
            for (JsonNode order : Json.MAPPER.readTree(file.toFile())) {
                orders.add(new TraceStep.Faults(order));
            }
        }
        return orders;
    }
}
