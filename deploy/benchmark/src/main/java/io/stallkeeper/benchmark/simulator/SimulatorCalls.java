package io.stallkeeper.benchmark.simulator;

import io.stallkeeper.benchmark.Outcome;
import io.stallkeeper.benchmark.Progress;
import io.stallkeeper.benchmark.load.EchoServer;
import io.stallkeeper.benchmark.load.Load;
import io.stallkeeper.benchmark.process.MeasuredProcess;
import io.stallkeeper.benchmark.process.ScratchFolder;
import java.nio.file.Path;
import java.time.Duration;
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
            Measured echo = echo(folder.path());
            Measured calls = simulator(folder.path());
            new Outcome(
                            "simulator-calls",
                            calls.perSecond(),
                            echo.perSecond(),
                            "calls/s",
                            "an HTTP echo of the same bodies",
                            String.format(
                                    Locale.ROOT,
                                    "%,.0f records/s; a processor alone: %,.0f calls/s, the echo %,.0f",
                                    calls.perSecond() * UsageCalls.RECORDS,
                                    calls.perCpuSecond(),
                                    echo.perCpuSecond()))
                    .print();
        }
        return 0;
    }

    /** Calls by the clock, and by the time that processors worked for the server. */
    private record Measured(double perSecond, double perCpuSecond) {}

    private Measured echo(Path folder) {
        Progress.say("an echo, for comparison");
        int port = MeasuredProcess.freePort();
        var main = MeasuredProcess.ownMain(EchoServer.class, Integer.toString(port));
        try (var server = MeasuredProcess.start(port, "/", folder.resolve("echo.log"), main)) {
            var bodies = new UsageCalls(SimulatorUnderTest.imagined(licenses), Instant.now());
            return measured(server, bodies);
        }
    }

    private Measured simulator(Path folder) {
        Progress.say("the simulator, on a journal, throttling off");
        try (var simulator = SimulatorUnderTest.start(folder)) {
            simulator.list();
            var bodies = new UsageCalls(simulator.subscribe(licenses), Instant.now());
            return measured(simulator.process(), bodies);
        }
    }

    /** The first fifth warms the JVM up and doesn't count. */
    private Measured measured(MeasuredProcess server, UsageCalls bodies) {
        long warmUp = bodies.count() / 5;
        try (var load = new Load(server.address().resolve("/"), UsageCalls.HEADERS, connections)) {
            load.callsPerSecond(warmUp, bodies::body, _ -> {});
            long calls = bodies.count() - warmUp;
            Duration before = server.cpuTime();
            double perSecond = load.callsPerSecond(calls, number -> bodies.body(warmUp + number), _ -> {});
            return new Measured(
                    perSecond, calls * 1e9 / server.cpuTime().minus(before).toNanos());
        }
    }
}
