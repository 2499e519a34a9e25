package io.stallkeeper.metering.adapters.aws;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.tracing.TraceParent;
import io.stallkeeper.metering.adapters.postgres.HourRow;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** A span for each call: in the trace of the first usage event that is in it, linked to those of the others. */
public final class CallSpans {

    private final Tracer tracer;

    public CallSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    Uni<CallOutcome> around(List<HourRow> hours, Supplier<Uni<CallOutcome>> call) {
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
            return call.get().memoize().indefinitely().onTermination().invoke(() -> started.end());
        }
    }
}
