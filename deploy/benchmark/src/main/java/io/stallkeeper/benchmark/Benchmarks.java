package io.stallkeeper.benchmark;

import io.stallkeeper.benchmark.metering.Drain;
import io.stallkeeper.benchmark.metering.FinalFlush;
import io.stallkeeper.benchmark.metering.MeteringRate;
import io.stallkeeper.benchmark.simulator.SimulatorCalls;
import io.stallkeeper.benchmark.simulator.SimulatorSize;
import io.stallkeeper.benchmark.start.Start;
import io.stallkeeper.benchmark.usage.UsageFold;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program behind {@code deploy/benchmark/run}: each benchmark is a command of its own. */
@Command(
        name = "benchmark",
        description = "How fast and how big things are, each beside a ceiling measured in the same run.",
        mixinStandardHelpOptions = true,
        subcommands = {
            Start.class,
            SimulatorCalls.class,
            SimulatorSize.class,
            UsageFold.class,
            MeteringRate.class,
            FinalFlush.class,
            Drain.class,
        })
public final class Benchmarks {

    private Benchmarks() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Benchmarks()).execute(arguments));
    }
}
