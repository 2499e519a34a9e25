package io.stallkeeper.metering;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.metering.adapters.aws.UsageSender;
import io.stallkeeper.metering.adapters.metrics.MoneyMetrics;
import io.stallkeeper.metering.adapters.postgres.FinalSettlement;
import io.stallkeeper.metering.adapters.postgres.HourCloser;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * What time makes due. Every replica runs it; rows are locked, so that none is worked on twice. A round that fails, because
 * the database is away, is made up for by the next one.
 */
@ApplicationScoped
public class MeteringJobs {

    private static final Logger LOG = Logger.getLogger(MeteringJobs.class);

    /** Batches in one round; what is left over is the next round's. */
    private static final int MAX_BATCHES = 500;

    private final HourCloser closer;
    private final UsageSender sender;
    private final FinalSettlement settlement;
    private final MoneyMetrics moneyMetrics;

    public MeteringJobs(HourCloser closer, UsageSender sender, FinalSettlement settlement, MoneyMetrics moneyMetrics) {
        this.closer = closer;
        this.sender = sender;
        this.settlement = settlement;
        this.moneyMetrics = moneyMetrics;
    }

    @Scheduled(every = "${stallkeeper.metering.interval:1s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> closeHours() {
        return round("freeze", untilNothingIsLeft(closer::freezeDue, MAX_BATCHES))
                .chain(() -> round("expire", untilNothingIsLeft(closer::expireOverdue, MAX_BATCHES)))
                .chain(() -> round("settle", untilNothingIsLeft(settlement::settleDue, MAX_BATCHES)));
    }

    @Scheduled(every = "${stallkeeper.metering.interval:1s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sendUsage() {
        return round("send", sender.sendWaiting());
    }

    @Scheduled(every = "${stallkeeper.metering.metrics-interval:15s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> refreshMetrics() {
        return round("metrics", moneyMetrics.refresh());
    }

    private static Uni<Void> round(String name, Uni<Void> work) {
        return work.onFailure()
                .invoke(failure -> LOG.warnf("The round \"%s\" is cut short: %s", name, failure))
                .onFailure()
                .recoverWithNull();
    }

    private static Uni<Void> untilNothingIsLeft(Supplier<Uni<Integer>> batch, int atMost) {
        return batch.get()
                .chain(done ->
                        done == 0 || atMost == 1 ? Uni.createFrom().voidItem() : untilNothingIsLeft(batch, atMost - 1));
    }
}
