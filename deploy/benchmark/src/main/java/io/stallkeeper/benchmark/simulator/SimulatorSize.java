package io.stallkeeper.benchmark.simulator;

import io.stallkeeper.benchmark.Outcome;
import io.stallkeeper.benchmark.Progress;
import io.stallkeeper.benchmark.load.Load;
import io.stallkeeper.benchmark.process.ScratchFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How much memory the simulator takes with a seller's whole business in it, and how soon it is back with it. */
@Command(
        name = "simulator-size",
        description = "Memory with a million records of 100 000 licenses, against 1 GB; start with and without them.",
        mixinStandardHelpOptions = true)
public final class SimulatorSize implements Callable<Integer> {

    private static final double MB = 1024 * 1024;
    private static final int ALLOWED_MB = 1024;
    private static final int CONNECTIONS = 16;

    /** Leaves room for what is no heap, below what is allowed. */
    private static final String[] JVM = {"-Xmx640m", "-XX:+UseSerialGC"};

    @Option(names = "--licenses", defaultValue = "100000", description = "how many there are (default: 100000)")
    private int licenses = 100_000;

    @Option(names = "--records", defaultValue = "1000000", description = "how many are metered (default: 1000000)")
    private long records = 1_000_000;

    @Override
    public Integer call() {
        try (var folder = new ScratchFolder()) {
            long resident = fill(folder.path());
            Progress.say("starting again, with and without it");
            Duration with = readyAfter(folder.path());
            Duration without = readyAfter(folder.path().resolve("empty"));
            new Outcome(
                            "simulator-size",
                            resident / MB,
                            ALLOWED_MB,
                            "MB at most",
                            "allowed for %,d records of %,d licenses".formatted(records, licenses),
                            String.format(
                                    Locale.ROOT,
                                    "ready again after %d ms, an empty one after %d ms",
                                    with.toMillis(),
                                    without.toMillis()))
                    .print();
        }
        return 0;
    }

    /** Answers with the most memory that the process ever had. */
    private long fill(Path folder) {
        try (var simulator = SimulatorUnderTest.start(folder, JVM)) {
            simulator.list();
            Progress.say("%,d buyers subscribe".formatted(licenses));
            var calls = new UsageCalls(simulator.subscribe(licenses), Instant.now());
            Progress.say("%,d records are metered".formatted(records));
            var address = simulator.process().address().resolve("/");
            try (var load = new Load(address, UsageCalls.HEADERS, CONNECTIONS)) {
                load.callsPerSecond(records / UsageCalls.RECORDS, calls::body, _ -> {});
            }
            return simulator.process().mostResidentBytes();
        }
    }

    private static Duration readyAfter(Path folder) {
        try (var simulator = SimulatorUnderTest.start(folder, JVM)) {
            return simulator.process().readyAfter();
        }
    }
}
