package io.stallkeeper.benchmark.simulator;

import io.stallkeeper.benchmark.Outcome;
import io.stallkeeper.benchmark.Progress;
import io.stallkeeper.benchmark.load.EchoServer;
import io.stallkeeper.benchmark.load.Load;
import io.stallkeeper.benchmark.process.MeasuredProcess;
import io.stallkeeper.benchmark.process.ScratchFolder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How many BatchMeterUsage calls the simulator answers, beside what HTTP alone makes of the same bodies. */
@Command(
        name = "simulator-calls",
        description = "BatchMeterUsage calls of 25 records a second, against an echo of the same bodies.",
        mixinStandardHelpOptions = true)
public final class SimulatorCalls implements Callable<Integer> {

    @Option(names = "--connections", defaultValue = "16", description = "calls at a time (default: 16)")
    private int connections = 16;

    @Option(names = "--licenses", defaultValue = "10000", description = "each gives 40 records (default: 10000)")
    private int licenses = 10_000;

    @Override
    public Integer call() {
        try (var folder = new ScratchFolder()) {
            double echo = echo(folder.path());
            double calls = simulator(folder.path());
            new Outcome(
                            "simulator-calls",
                            calls,
                            echo,
                            "calls/s",
                            "an HTTP echo of the same bodies",
                            String.format(Locale.ROOT, "%,.0f records/s", calls * UsageCalls.RECORDS))
                    .print();
        }
        return 0;
    }

    private double echo(Path folder) {
        Progress.say("an echo, for comparison");
        int port = MeasuredProcess.freePort();
        var main = MeasuredProcess.ownMain(EchoServer.class, Integer.toString(port));
        try (var server = MeasuredProcess.start(port, "/", folder.resolve("echo.log"), main)) {
            var bodies = new UsageCalls(SimulatorUnderTest.imagined(licenses), Instant.now());
            return measured(server, bodies);
        }
    }

    private double simulator(Path folder) {
        Progress.say("the simulator, on a journal, throttling off");
        try (var simulator = SimulatorUnderTest.start(folder)) {
            simulator.list();
            var bodies = new UsageCalls(simulator.subscribe(licenses), Instant.now());
            return measured(simulator.process(), bodies);
        }
    }

    /** The first fifth warms the JVM up and doesn't count. */
    private double measured(MeasuredProcess server, UsageCalls bodies) {
        long warmUp = bodies.count() / 5;
        try (var load = new Load(server.address().resolve("/"), UsageCalls.HEADERS, connections)) {
            load.callsPerSecond(warmUp, bodies::body, _ -> {});
            return load.callsPerSecond(bodies.count() - warmUp, number -> bodies.body(warmUp + number), _ -> {});
        }
    }
}
