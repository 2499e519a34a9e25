package io.stallkeeper.metering.domain.meter;

import static io.stallkeeper.eventsourcing.decider.Decision.accepted;
import static io.stallkeeper.eventsourcing.decider.Decision.rejected;

import io.stallkeeper.eventsourcing.decider.Decider;
import io.stallkeeper.eventsourcing.decider.Decision;
import io.stallkeeper.metering.domain.hour.SendAs;
import io.stallkeeper.metering.domain.hour.Walls;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rules of a meter. Its order of life is the subscription service's to decide; here it is followed. */
public final class MeterDecider implements Decider<MeterCommand, Meter, MeterEvent> {

    @Override
    public Meter initialState() {
        return new Meter.Unopened();
    }

    @Override
    public Meter evolve(Meter state, MeterEvent event) {
        return Meter.evolve(state, event);
    }

    @Override
    public Decision<MeterEvent> decide(MeterCommand command, Meter state) {
        return switch (command) {
            case MeterCommand.Open open -> open(open, state);
            case MeterCommand.Identify(var id, var sendAs, var at) ->
                switch (state) {
                    case Meter.Running running -> identify(id, running.sendAs(), sendAs, at);
                    case Meter.Stopped stopped -> identify(id, stopped.sendAs(), sendAs, at);
                    case Meter.Ending ending -> identify(id, ending.sendAs(), sendAs, at);
                    case Meter.Unopened unopened -> accepted();
                    case Meter.Closed closed -> accepted();
                };
            case MeterCommand.Stop(var id, var at, var reason) ->
                state instanceof Meter.Running ? accepted(new MeterEvent.MeterStopped(id, at, reason)) : accepted();
            case MeterCommand.BeginEnding(var id, var sendAs, var since, var deadline) ->
                switch (state) {
                    case Meter.Unopened unopened -> accepted(new MeterEvent.MeterEnding(id, sendAs, since, deadline));
                    case Meter.Running running -> accepted(new MeterEvent.MeterEnding(id, sendAs, since, deadline));
                    // The final hour is the last chance: what AWS refused may be known there by now.
                    case Meter.Stopped stopped -> accepted(new MeterEvent.MeterEnding(id, sendAs, since, deadline));
                    // An earlier signal may become known later: the deadline is the earliest one's.
                    case Meter.Ending ending ->
                        deadline.equals(ending.deadline())
                                ? accepted()
                                : accepted(new MeterEvent.MeterEnding(id, sendAs, since, deadline));
                    case Meter.Closed closed -> rejected("meter-closed");
                };
            case MeterCommand.Settle settle -> settle(settle, state);
            case MeterCommand.Close(var id, var at) ->
                state instanceof Meter.Closed ? accepted() : accepted(new MeterEvent.MeterClosed(id, at));
        };
    }

    /**
     * AWS bills an hour twice that is sent by license and by product code: from one to the other goes a subscription
     * only between two hours. A license that was misspelt is mended for every hour that isn't frozen.
     */
    private static Decision<MeterEvent> identify(String id, SendAs known, SendAs told, Instant at) {
        if (known.equals(told)) {
            return accepted();
        }
        var from = known.isOtherKindThan(told) ? Walls.hourOf(at).plus(Duration.ofHours(1)) : Instant.EPOCH;
        return accepted(new MeterEvent.MeterIdentityChanged(id, told, from));
    }

    /** A subscription that goes on after it was ending was active all the time. */
    private static Decision<MeterEvent> open(MeterCommand.Open open, Meter state) {
        return switch (state) {
            case Meter.Running running -> accepted();
            case Meter.Stopped stopped ->
                accepted(new MeterEvent.MeterOpened(open.subscriptionId(), open.sendAs(), stopped.activatedAt()));
            case Meter.Ending ending ->
                accepted(new MeterEvent.MeterOpened(open.subscriptionId(), open.sendAs(), ending.activatedAt()));
            case Meter.Unopened unopened ->
                accepted(new MeterEvent.MeterOpened(open.subscriptionId(), open.sendAs(), open.activatedAt()));
            case Meter.Closed closed ->
                accepted(new MeterEvent.MeterOpened(open.subscriptionId(), open.sendAs(), open.activatedAt()));
        };
    }

    private static Decision<MeterEvent> settle(MeterCommand.Settle settle, Meter state) {
        var ending = finalHourOf(state);
        if (ending == null) {
            return rejected("meter-not-ending");
        }
        if (Objects.requireNonNullElse(settle.lastMeteringRecordId(), "").equals(ending.settledWith())) {
            return accepted();
        }
        return accepted(new MeterEvent.FinalUsageSettled(
                settle.subscriptionId(),
                ending.endingSince(),
                settle.at(),
                ending.deadline(),
                settle.lastMeteringRecordId(),
                settle.lastAcceptedAt()));
    }

    /** What was pending may find its place after the close: an answer that came late, or the fraction that expires. */
    private static Meter.@Nullable Ending finalHourOf(Meter state) {
        return switch (state) {
            case Meter.Ending ending -> ending;
            case Meter.Closed(var last) -> last;
            case Meter.Unopened unopened -> null;
            case Meter.Running running -> null;
            case Meter.Stopped stopped -> null;
        };
    }
}
