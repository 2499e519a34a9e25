package io.stallkeeper.benchmark.metering;

import io.stallkeeper.benchmark.Progress;
import io.stallkeeper.benchmark.metering.MeteringUnderTest.Buyer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/**
 * A day's usage that waits: every subscription has used every dimension in each of the last hours, and nobody has told
 * the metering service yet that they are active. Told, it sends all of it.
 */
final class Backlog {

    /** AWS takes no more: the oldest hour is nearly a day old. */
    static final int HOURS = 23;

    private static final Duration PATIENCE = Duration.ofHours(2);

    private final MeteringUnderTest metering;
    private final List<Buyer> buyers;
    private final Instant activatedAt;

    private Backlog(MeteringUnderTest metering, List<Buyer> buyers, Instant activatedAt) {
        this.metering = metering;
        this.buyers = buyers;
        this.activatedAt = activatedAt;
    }

    static Backlog of(MeteringUnderTest metering, int subscriptions) {
        Progress.say("%,d buyers subscribe, and a day passes".formatted(subscriptions));
        metering.list("");
        // A few minutes after the full hour: the oldest hour's wall is nearly an hour away, and the last one has
        // settled.
        metering.advance(
                Duration.between(metering.now(), nextHour(metering.now()).plus(Duration.ofMinutes(1))));
        var activatedAt = metering.now();
        var buyers = Stream.generate(metering::subscribe).limit(subscriptions).toList();
        metering.advance(Duration.between(
                metering.now(),
                activatedAt
                        .truncatedTo(ChronoUnit.HOURS)
                        .plus(Duration.ofHours(HOURS).plusMinutes(12))));
        var backlog = new Backlog(metering, buyers, activatedAt);
        backlog.report();
        return backlog;
    }

    private void report() {
        Progress.say("%,d hours of usage are reported".formatted(records()));
        var first = activatedAt.truncatedTo(ChronoUnit.HOURS);
        try (var feed = new UsageFeed(metering.kafka())) {
            for (int hour = 0; hour < HOURS; hour++) {
                var time = first.plus(Duration.ofHours(hour)).plus(Duration.ofMinutes(30));
                for (var buyer : buyers) {
                    for (var dimension : MeteringUnderTest.DIMENSIONS) {
                        feed.report(buyer.subscriptionId(), dimension, 3, time);
                    }
                }
            }
            feed.flush();
        }
        long units = 3L * HOURS * MeteringUnderTest.DIMENSIONS.size();
        for (var buyer : buyers) {
            MeteringUnderTest.await("the fold", PATIENCE, () -> metering.reported(buyer) == units);
        }
    }

    int records() {
        return buyers.size() * MeteringUnderTest.DIMENSIONS.size() * HOURS;
    }

    /** Tells of the activations, and returns when AWS has accepted everything: after how many nanoseconds. */
    long drain() {
        Progress.say("their activation becomes known");
        long start = System.nanoTime();
        try (var events = new UsageFeed(metering.kafka())) {
            for (var buyer : buyers) {
                events.tellActivation(buyer, activatedAt);
            }
            events.flush();
        }
        MeteringUnderTest.await(
                "the drain", PATIENCE, () -> metering.marketplace().accepted() >= records());
        return metering.marketplace().calls().getLast().answeredAt() - start;
    }

    private static Instant nextHour(Instant now) {
        return now.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));
    }
}
