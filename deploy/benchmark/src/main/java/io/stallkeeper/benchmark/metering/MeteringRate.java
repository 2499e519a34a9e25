package io.stallkeeper.benchmark.metering;

import io.stallkeeper.benchmark.Outcome;
import io.stallkeeper.benchmark.process.ScratchFolder;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How many records a second AWS accepts at its quota of 10 calls a second, 100 ms away. */
@Command(
        name = "metering-rate",
        description = "Records accepted a second at 10 calls/s and 100 ms latency, against 250.",
        mixinStandardHelpOptions = true)
public final class MeteringRate implements Callable<Integer> {

    private static final int CEILING = 250;
    private static final int CALLS_PER_SECOND = 10;

    @Option(names = "--subscriptions", defaultValue = "150", description = "each has 69 records (default: 150)")
    private int subscriptions = 150;

    @Override
    public Integer call() {
        try (var folder = new ScratchFolder();
                var metering = MeteringUnderTest.start(folder.path(), Map.of())) {
            var backlog = Backlog.of(metering, subscriptions);
            backlog.drain();
            var calls = metering.marketplace().calls();
            long first = calls.stream()
                    .mapToLong(DistantMarketplace.Call::cameAt)
                    .min()
                    .orElse(0);
            long last = calls.stream()
                    .mapToLong(DistantMarketplace.Call::cameAt)
                    .max()
                    .orElse(0);
            // The last call has its share of a second too.
            double seconds = (last - first) / 1e9 + 1.0 / CALLS_PER_SECOND;
            int most = metering.marketplace().mostInASecond();
            new Outcome(
                            "metering-rate",
                            backlog.records() / seconds,
                            CEILING,
                            "records/s",
                            "25 records in each of 10 calls a second",
                            String.format(
                                    Locale.ROOT,
                                    "%,d records in %,d calls in %.1f s; at most %d calls in any second",
                                    backlog.records(),
                                    calls.size(),
                                    seconds,
                                    most))
                    .print();
            return most <= CALLS_PER_SECOND ? 0 : 1;
        }
    }
}
