package io.stallkeeper.metering.adapters.aws;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.tracing.TraceParent;
import io.stallkeeper.metering.MeteringSettings;
import io.stallkeeper.metering.adapters.postgres.HourRow;
import io.stallkeeper.metering.adapters.postgres.SendQueue;
import io.stallkeeper.metering.adapters.postgres.SentHours;
import io.stallkeeper.metering.domain.hour.HourKey;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Sends what is frozen: claims, calls, keeps the outcome of every record. A call that AWS refuses as a whole is halved until
 * the record that spoils it is alone; the others go on, and that one goes by itself from then on.
 */
public final class UsageSender {

    private static final Logger LOG = Logger.getLogger(UsageSender.class);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(500);
    private static final Duration REFUSED_PAUSE = Duration.ofSeconds(30);

    private final SendQueue queue;
    private final SentHours sent;
    private final BatchMeterUsage aws;
    private final Tracer tracer;
    private final CallMetrics metrics;
    private final Semaphore inFlight;

    public UsageSender(
            SendQueue queue,
            SentHours sent,
            BatchMeterUsage aws,
            Tracer tracer,
            MeterRegistry metrics,
            MeteringSettings settings) {
        this.queue = queue;
        this.sent = sent;
        this.aws = aws;
        this.tracer = tracer;
        this.metrics = new CallMetrics(metrics);
        this.inFlight = new Semaphore(settings.callsInFlight());
    }

    /** Begins calls until nothing waits, the budget is used up or enough are under way. Completes when they have begun. */
    public Uni<Void> sendWaiting() {
        if (!inFlight.tryAcquire()) {
            return Uni.createFrom().voidItem();
        }
        return queue.claim().onFailure().invoke(() -> inFlight.release()).chain(hours -> {
            if (hours.isEmpty()) {
                inFlight.release();
                return Uni.createFrom().voidItem();
            }
            Uni.createFrom()
                    .deferred(() -> send(hours))
                    .onTermination()
                    .invoke(() -> inFlight.release())
                    .subscribe()
                    .with(
                            done -> {},
                            failure ->
                                    LOG.warnf("An outcome could not be kept, its records are sent again: %s", failure));
            return sendWaiting();
        });
    }

    private Uni<Void> send(List<HourRow> hours) {
        return traced(hours).chain(outcome -> {
            metrics.count(outcome, hours.size());
            return switch (outcome) {
                case CallOutcome.Answered answered -> keep(answered);
                case CallOutcome.Refused(var error) -> hours.size() == 1 ? setAside(hours, error) : halve(hours, error);
                case CallOutcome.NotNow(var error) -> again(hours, error, true);
                case CallOutcome.Unanswered(var error) -> again(hours, error, false);
            };
        });
    }

    /** A span in the trace of the first usage event that is in the call, linked to those of the others. */
    private Uni<CallOutcome> traced(List<HourRow> hours) {
        var span = tracer.spanBuilder("submit usage")
                .setSpanKind(SpanKind.INTERNAL)
                .setParent(TraceParent.asParent(hours.getFirst().traceparent()))
                .setAttribute("stallkeeper.records", hours.size());
        hours.stream()
                .skip(1)
                .map(hour -> Span.fromContext(TraceParent.asParent(hour.traceparent()))
                        .getSpanContext())
                .filter(context -> context.isValid())
                .forEach(span::addLink);
        var started = span.startSpan();
        try (var scope = started.makeCurrent()) {
            Objects.requireNonNull(scope);
            return aws.call(hours).memoize().indefinitely().onTermination().invoke(() -> started.end());
        }
    }

    private Uni<Void> keep(CallOutcome.Answered answered) {
        return sent.keep(answered.answers())
                .chain(() -> queue.postpone(answered.unprocessed(), "Unprocessed", RETRY_PAUSE, false, true))
                .chain(() -> queue.postpone(answered.unclear(), "no-known-status", RETRY_PAUSE, false, false));
    }

    private Uni<Void> halve(List<HourRow> hours, String error) {
        LOG.warnf("A call of %d records is refused with %s, it goes in halves", hours.size(), error);
        int middle = hours.size() / 2;
        return sendWithinBudget(hours.subList(0, middle), error)
                .chain(() -> sendWithinBudget(hours.subList(middle, hours.size()), error));
    }

    private Uni<Void> sendWithinBudget(List<HourRow> hours, String error) {
        return queue.takeToken()
                .chain(taken ->
                        taken ? queue.holdOn(keysOf(hours)).chain(() -> send(hours)) : again(hours, error, true));
    }

    private Uni<Void> setAside(List<HourRow> hours, String error) {
        LOG.errorf(
                "AWS refuses the record of %s with %s; it is tried again by itself",
                hours.getFirst().key(), error);
        return queue.postpone(keysOf(hours), error, REFUSED_PAUSE, true, true);
    }

    private Uni<Void> again(List<HourRow> hours, String error, boolean answered) {
        LOG.warnf("A call of %d records goes again: %s", hours.size(), error);
        return queue.postpone(keysOf(hours), error, RETRY_PAUSE, false, answered);
    }

    private static List<HourKey> keysOf(List<HourRow> hours) {
        return hours.stream().map(HourRow::key).toList();
    }
}
