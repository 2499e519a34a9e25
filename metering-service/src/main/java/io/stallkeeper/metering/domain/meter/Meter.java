package io.stallkeeper.metering.domain.meter;

import io.stallkeeper.metering.domain.hour.SendAs;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether a subscription's usage may be sent to AWS. */
public sealed interface Meter {

    /** Nothing is known of an activation: usage is kept and waits. */
    record Unopened() implements Meter {}

    /** Usage since the activation is sent. */
    record Running(SendAs sendAs, Instant activatedAt) implements Meter {}

    /** AWS has refused the buyer: usage is kept and waits. */
    record Stopped(SendAs sendAs, Instant activatedAt) implements Meter {}

    /**
     * The final hour: what isn't accepted before the deadline is lost.
     *
     * @param activatedAt {@link Instant#EPOCH} if the end was told without an activation: AWS knows
     * @param settledWith the last metering record id when nothing was pending any more; empty text if there was none;
     *     null if it hasn't come to that
     */
    record Ending(
            SendAs sendAs,
            Instant activatedAt,
            Instant endingSince,
            Instant deadline,
            @Nullable String settledWith) implements Meter {

        private Ending settledWith(String lastMeteringRecordId) {
            return new Ending(sendAs, activatedAt, endingSince, deadline, lastMeteringRecordId);
        }
    }

    /**
     * AWS takes no more.
     *
     * @param last the final hour that it went through; null if it went through none
     */
    record Closed(@Nullable Ending last) implements Meter {}

    static Meter evolve(Meter state, MeterEvent event) {
        return switch (event) {
            case MeterEvent.MeterOpened(var id, var sendAs, var activatedAt) -> new Running(sendAs, activatedAt);
            case MeterEvent.MeterIdentityChanged(var id, var sendAs, var from) ->
                switch (state) {
                    case Running running -> new Running(sendAs, running.activatedAt());
                    case Stopped stopped -> new Stopped(sendAs, stopped.activatedAt());
                    case Ending ending ->
                        new Ending(
                                sendAs,
                                ending.activatedAt(),
                                ending.endingSince(),
                                ending.deadline(),
                                ending.settledWith());
                    case Unopened unopened -> impossible(state, event);
                    case Closed closed -> impossible(state, event);
                };
            case MeterEvent.MeterStopped(var id, var at, var reason) ->
                state instanceof Running running
                        ? new Stopped(running.sendAs(), running.activatedAt())
                        : impossible(state, event);
            case MeterEvent.MeterEnding(var id, var sendAs, var since, var deadline) ->
                new Ending(sendAs, activationOf(state), since, deadline, null);
            case MeterEvent.FinalUsageSettled settled -> {
                var last = settled.lastMeteringRecordId() == null ? "" : settled.lastMeteringRecordId();
                yield switch (state) {
                    case Ending ending -> ending.settledWith(last);
                    case Closed(var ending) when ending != null -> new Closed(ending.settledWith(last));
                    case Closed closed -> impossible(state, event);
                    case Unopened unopened -> impossible(state, event);
                    case Running running -> impossible(state, event);
                    case Stopped stopped -> impossible(state, event);
                };
            }
            case MeterEvent.MeterClosed closed -> new Closed(state instanceof Ending ending ? ending : null);
        };
    }

    private static Instant activationOf(Meter state) {
        return switch (state) {
            case Running running -> running.activatedAt();
            case Stopped stopped -> stopped.activatedAt();
            case Ending ending -> ending.activatedAt();
            case Unopened unopened -> Instant.EPOCH;
            case Closed closed -> Instant.EPOCH;
        };
    }

    private static Meter impossible(Meter state, MeterEvent event) {
        throw new IllegalStateException(event.getClass().getSimpleName() + " can't have happened in " + state);
    }
}
