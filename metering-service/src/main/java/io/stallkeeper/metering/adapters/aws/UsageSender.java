package io.stallkeeper.metering.adapters.aws;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.metering.adapters.postgres.CallPace;
import io.stallkeeper.metering.adapters.postgres.HourRow;
import io.stallkeeper.metering.adapters.postgres.SendQueue;
import io.stallkeeper.metering.adapters.postgres.SendQueue.Claim;
import io.stallkeeper.metering.adapters.postgres.SentHours;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Sends what is frozen, call after call as long as something waits, each at the place that {@link CallPace} gave it;
 * and begins the next as soon as one has ended, if it has to wait for that.
 */
public final class UsageSender {

    private static final Logger LOG = Logger.getLogger(UsageSender.class);

    /** About as long as two calls are apart. */
    private static final Duration LOOK_FOR_A_PLACE = Duration.ofMillis(100);

    private final SendQueue queue;
    private final UsageCall calls;
    private final Semaphore inFlight;
    private final AtomicBoolean moreWaits = new AtomicBoolean();
    private final AtomicBoolean looking = new AtomicBoolean();

    public UsageSender(
            SendQueue queue,
            CallPace pace,
            BatchMeterUsage aws,
            SentHours sent,
            CallSpans spans,
            MeterRegistry metrics,
            int callsInFlight) {
        this.queue = queue;
        this.calls = new UsageCall(queue, pace, aws, sent, spans, new CallMetrics(metrics));
        this.inFlight = new Semaphore(callsInFlight);
    }

    /** Begins calls until nothing waits, no place is left or enough are under way. Completes when they have begun. */
    public Uni<Void> sendWaiting() {
        if (!inFlight.tryAcquire()) {
            moreWaits.set(true);
            return Uni.createFrom().voidItem();
        }
        return queue.claim().onFailure().invoke(() -> inFlight.release()).chain(claim -> switch (claim) {
            case Claim.Claimed(var hours, var place) -> {
                begin(hours, place);
                yield sendWaiting();
            }
            case Claim.NothingWaits nothing -> {
                inFlight.release();
                yield Uni.createFrom().voidItem();
            }
            case Claim.NoPlace none -> {
                inFlight.release();
                lookAgain();
                yield Uni.createFrom().voidItem();
            }
        });
    }

    private void begin(List<HourRow> hours, CallPace.Place place) {
        Uni.createFrom()
                .deferred(() -> calls.send(hours, place))
                .onTermination()
                .invoke(() -> inFlight.release())
                .onFailure()
                .invoke(failure -> LOG.warnf("An outcome could not be kept, its records are sent again: %s", failure))
                .onFailure()
                .recoverWithNull()
                .chain(() -> moreWaits.compareAndSet(true, false)
                        ? sendWaiting()
                        : Uni.createFrom().voidItem())
                .subscribe()
                .with(done -> {}, UsageSender::sayIt);
    }

    private void lookAgain() {
        if (looking.compareAndSet(false, true)) {
            Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(LOOK_FOR_A_PLACE)
                    .invoke(() -> looking.set(false))
                    .chain(this::sendWaiting)
                    .subscribe()
                    .with(done -> {}, UsageSender::sayIt);
        }
    }

    private static void sayIt(Throwable failure) {
        LOG.warnf("Sending pauses until the next round: %s", failure);
    }
}
