package io.stallkeeper.benchmark.metering;

import io.stallkeeper.benchmark.Outcome;
import io.stallkeeper.benchmark.process.ScratchFolder;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long 23 hours of backlog take to be accepted, from the moment at which they may be sent. */
@Command(
        name = "drain",
        description = "Time to drain 23 hours × 3 dimensions of backlog, against the quota's 250 records/s.",
        mixinStandardHelpOptions = true)
public final class Drain implements Callable<Integer> {

    private static final double RECORDS_PER_SECOND = 250;

    @Option(
            names = "--subscriptions",
            defaultValue = "200",
            description = "10000 are the whole of it and take three quarters of an hour (default: 200)")
    private int subscriptions = 200;

    @Override
    public Integer call() {
        try (var folder = new ScratchFolder();
                var metering = MeteringUnderTest.start(folder.path(), Map.of())) {
            var backlog = Backlog.of(metering, subscriptions);
            double seconds = backlog.drain() / 1e9;
            new Outcome(
                            "drain",
                            backlog.records() / RECORDS_PER_SECOND,
                            seconds,
                            "s",
                            "the time it took; the quota allows no less than the first",
                            String.format(
                                    Locale.ROOT,
                                    "%,d records of %,d subscriptions in %.1f s; %.1f %% before an older hour's",
                                    backlog.records(),
                                    subscriptions,
                                    seconds,
                                    100.0 * outOfOrder(metering.marketplace())))
                    .print();
        }
        return 0;
    }

    /** The part of calls after which an older hour still came. */
    private static double outOfOrder(DistantMarketplace marketplace) {
        long oldestToCome = Long.MAX_VALUE;
        int outOfOrder = 0;
        var calls = marketplace.calls();
        for (var call : calls.reversed()) {
            outOfOrder += call.oldestHour() > oldestToCome ? 1 : 0;
            oldestToCome = Math.min(oldestToCome, call.oldestHour());
        }
        return (double) outOfOrder / calls.size();
    }
}
