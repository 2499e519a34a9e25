package io.stallkeeper.metering;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.metering.adapters.aws.UsageSender;
import io.stallkeeper.metering.adapters.kafka.PatientCloser;
import io.stallkeeper.metering.adapters.metrics.MoneyMetrics;
import io.stallkeeper.metering.adapters.postgres.FinalSettlement;
import io.stallkeeper.metering.adapters.postgres.IdleHours;
import io.stallkeeper.metering.adapters.postgres.OldUsage;
import io.stallkeeper.metering.adapters.postgres.OverdueHours;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * What time makes due. Every replica runs it; rows are locked, so that none is worked on twice. A round that fails,
 * because the database is away, is made up for by the next one.
 */
@ApplicationScoped
public class MeteringJobs {

    private static final Logger LOG = Logger.getLogger(MeteringJobs.class);

    /** Batches in one round; what is left over is the next round's. */
    private static final int MAX_BATCHES = 500;

    private final PatientCloser closer;
    private final OverdueHours overdue;
    private final IdleHours idle;
    private final UsageSender sender;
    private final FinalSettlement settlement;
    private final OldUsage oldUsage;
    private final MoneyMetrics moneyMetrics;

    public MeteringJobs(
            PatientCloser closer,
            OverdueHours overdue,
            IdleHours idle,
            UsageSender sender,
            FinalSettlement settlement,
            OldUsage oldUsage,
            MoneyMetrics moneyMetrics) {
        this.closer = closer;
        this.overdue = overdue;
        this.idle = idle;
        this.sender = sender;
        this.settlement = settlement;
        this.oldUsage = oldUsage;
        this.moneyMetrics = moneyMetrics;
    }

    @Scheduled(every = "${stallkeeper.metering.interval:1s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> closeHours() {
        return round("expire", untilNothingIsLeft(overdue::giveUp, MAX_BATCHES))
                .chain(() -> round("idle", untilNothingIsLeft(idle::makeDue, MAX_BATCHES)))
                .chain(() -> round("close", closeAll()))
                .chain(() -> round("settle", untilNothingIsLeft(settlement::settleDue, MAX_BATCHES)));
    }

    @Scheduled(every = "${stallkeeper.metering.interval:1s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sendUsage() {
        return round("send", sender.sendWaiting());
    }

    /** Beside the closing, which doesn't wait for Kafka. */
    @Scheduled(every = "${stallkeeper.metering.interval:1s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> lookAtBacklog() {
        return round("look at the topic", closer.look());
    }

    @Scheduled(every = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> deleteOldUsage() {
        return round("delete old usage", untilNothingIsLeft(oldUsage::deleteOldest, MAX_BATCHES));
    }

    @Scheduled(every = "${stallkeeper.metering.metrics-interval:15s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> refreshMetrics() {
        return round("metrics", moneyMetrics.refresh());
    }

    /** A subscription ends: its hours are closed and sent now, not with the next round. */
    public void hurry() {
        round("hurry", closeAll()).subscribe().with(done -> {});
    }

    /** What was closed is sent while the rest is being closed. */
    private Uni<Void> closeAll() {
        return untilNothingIsLeft(
                () -> closer.closeDue()
                        .call(closed -> closed == 0 ? Uni.createFrom().voidItem() : sendUsage()),
                MAX_BATCHES);
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
