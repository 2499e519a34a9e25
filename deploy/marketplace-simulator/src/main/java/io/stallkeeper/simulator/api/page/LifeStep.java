package io.stallkeeper.simulator.api.page;

import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.agreement.Stage;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A step in the life of an agreement; {@code at} is null if the time isn't known, or hasn't come. */
public record LifeStep(String label, @Nullable Instant at, State state) {
    /** Where a step is in time. */
    public enum State {
        DONE,
        NOW,
        AHEAD;

        public String inStyle() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** All steps, in order. */
    static List<LifeStep> of(Agreement agreement) {
        int reached = reached(agreement.stage());
        List<String> labels = List.of("Accepted", "Active", end(agreement), "License removed", "Closed");
        List<@Nullable Instant> times = times(agreement);
        return IntStream.range(0, labels.size())
                .mapToObj(i -> new LifeStep(labels.get(i), times.get(i), state(i, reached)))
                .toList();
    }

    private static int reached(Stage stage) {
        return switch (stage) {
            case Stage.Pending _ -> 0;
            case Stage.Active _ -> 1;
            case Stage.Ended ended -> ended.deprovisionedAt() == null ? 2 : 3;
            case Stage.Closed _ -> 4;
        };
    }

    private static List<@Nullable Instant> times(Agreement agreement) {
        Instant accepted = agreement.terms().acceptedAt();
        Instant endsAt = agreement.terms().endsAt();
        return switch (agreement.stage()) {
            case Stage.Pending _ -> Arrays.asList(accepted, null, endsAt, null, null);
            case Stage.Active(Instant at) -> Arrays.asList(accepted, at, endsAt, null, null);
            case Stage.Ended ended ->
                Arrays.asList(accepted, ended.activatedAt(), ended.endedAt(), ended.deprovisionedAt(), null);
            case Stage.Closed _ -> Arrays.asList(accepted, null, null, null, null);
        };
    }

    private static String end(Agreement agreement) {
        if (agreement.isCurrent()) {
            return "Ends";
        }
        String status = agreement.status();
        return status.charAt(0) + status.substring(1).toLowerCase(Locale.ROOT);
    }

    private static State state(int step, int reached) {
        if (step == reached) {
            return State.NOW;
        }
        return step < reached ? State.DONE : State.AHEAD;
    }
}
