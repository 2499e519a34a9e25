package io.stallkeeper.benchmark.metering;

import io.stallkeeper.benchmark.Outcome;
import io.stallkeeper.benchmark.Progress;
import io.stallkeeper.benchmark.metering.MeteringUnderTest.Buyer;
import io.stallkeeper.benchmark.process.ScratchFolder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long it takes from the end of an agreement until AWS has accepted the last of its usage. */
@Command(
        name = "final-flush",
        description = "From the end signal in SQS to the last record accepted: p99 against the goal of 5 s.",
        mixinStandardHelpOptions = true)
public final class FinalFlush implements Callable<Integer> {

    private static final double GOAL_MS = 5_000;
    private static final String QUEUE = "stallkeeper-eventbridge";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int UNITS = 7;

    @Option(names = "--buyers", defaultValue = "40", description = "who leave one after the other (default: 40)")
    private int buyers = 40;

    @Override
    public Integer call() {
        try (var folder = new ScratchFolder();
                var metering = MeteringUnderTest.start(folder.path(), Map.of())) {
            metering.list(QUEUE);
            Progress.say("%d buyers subscribe and use the product".formatted(buyers));
            var all = Stream.generate(metering::subscribe).limit(buyers).toList();
            use(metering, all);
            Progress.say("they leave");
            var millis = new ArrayList<Double>();
            for (var buyer : all) {
                millis.add(leave(metering, buyer));
            }
            Collections.sort(millis);
            new Outcome(
                            "final-flush",
                            percentile(millis, 99),
                            GOAL_MS,
                            "ms at p99",
                            "the goal",
                            String.format(
                                    Locale.ROOT,
                                    "p50 %.0f ms, fastest %.0f ms, slowest %.0f ms of %d ends, 3 records each",
                                    percentile(millis, 50),
                                    millis.getFirst(),
                                    millis.getLast(),
                                    buyers))
                    .print();
        }
        return 0;
    }

    private static void use(MeteringUnderTest metering, List<Buyer> buyers) {
        var now = metering.now();
        try (var feed = new UsageFeed(metering.kafka())) {
            for (var buyer : buyers) {
                MeteringUnderTest.DIMENSIONS.forEach(
                        dimension -> feed.report(buyer.subscriptionId(), dimension, UNITS, now));
            }
            feed.flush();
        }
        long units = (long) UNITS * MeteringUnderTest.DIMENSIONS.size();
        for (var buyer : buyers) {
            MeteringUnderTest.await("the fold", PATIENCE, () -> metering.reported(buyer) == units);
        }
    }

    /** The simulator puts the end into SQS before it answers; all three records go in one call. */
    private static double leave(MeteringUnderTest metering, Buyer buyer) {
        var license = buyer.identity().licenseArn();
        long start = System.nanoTime();
        metering.cancel(buyer);
        MeteringUnderTest.await(
                "the flush",
                PATIENCE,
                () -> metering.marketplace().acceptedOf(license) == MeteringUnderTest.DIMENSIONS.size());
        return (metering.marketplace().lastAcceptedAt(license) - start) / 1e6;
    }

    private static double percentile(List<Double> sorted, int percent) {
        return sorted.get(Math.min(sorted.size() - 1, (int) Math.ceil(sorted.size() * percent / 100.0) - 1));
    }
}
