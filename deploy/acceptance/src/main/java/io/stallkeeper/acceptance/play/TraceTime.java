package io.stallkeeper.acceptance.play;

import io.stallkeeper.acceptance.trace.TraceStep;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * Moves a trace to where the marketplace's clock is, which never goes back: by four years or a multiple of that, so
 * that months keep their lengths. A trace of the future stays as it is, and so does one that has only just begun.
 *
 * @param begin when the trace begins, moved
 */
record TraceTime(Duration shift, Instant begin) {

    private static final Duration FOUR_YEARS = Duration.ofDays(4 * 365 + 1);

    /** Between the making of a trace and its playing; usage is taken for a day. */
    private static final Duration JUST_NOW = Duration.ofMinutes(15);

    static TraceTime of(List<TraceStep> steps, Instant now) {
        var shift = Duration.ZERO;
        var first = steps.stream()
                .map(TraceTime::timeOf)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(now);
        while (first.plus(shift).plus(JUST_NOW).isBefore(now)) {
            shift = shift.plus(FOUR_YEARS);
        }
        return new TraceTime(shift, first.plus(shift));
    }

    Instant shifted(Instant time) {
        return time.plus(shift);
    }

    /** When something of a time happens; empty for what has none. */
    static Optional<Instant> timeOf(TraceStep step) {
        return switch (step) {
            case TraceStep.Usage(var event, var way) -> parse(event.path("time").asText());
            case TraceStep.Pass(var until) -> Optional.of(until);
            case TraceStep.ListProduct listed -> Optional.empty();
            case TraceStep.Subscribe subscribed -> Optional.empty();
            case TraceStep.Cancel cancelled -> Optional.empty();
            case TraceStep.Faults faults -> Optional.empty();
            case TraceStep.Behave behave -> Optional.empty();
            case TraceStep.Kill kill -> Optional.empty();
        };
    }

    static Optional<Instant> parse(String time) {
        try {
            return Optional.of(OffsetDateTime.parse(time).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
