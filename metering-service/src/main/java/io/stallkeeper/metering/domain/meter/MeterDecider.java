package io.stallkeeper.metering.domain.meter;

import static io.stallkeeper.eventsourcing.decider.Decision.accepted;
import static io.stallkeeper.eventsourcing.decider.Decision.rejected;

import io.stallkeeper.eventsourcing.decider.Decider;
import io.stallkeeper.eventsourcing.decider.Decision;
import java.util.Objects;

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
            case MeterCommand.BeginEnding(var id, var sendAs, var since, var deadline) ->
                switch (state) {
                    case Meter.Unopened unopened -> accepted(new MeterEvent.MeterEnding(id, sendAs, since, deadline));
                    case Meter.Running running -> accepted(new MeterEvent.MeterEnding(id, sendAs, since, deadline));
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

    /** A subscription that goes on after it was ending was active all the time. */
    private static Decision<MeterEvent> open(MeterCommand.Open open, Meter state) {
        return switch (state) {
            case Meter.Running running -> accepted();
            case Meter.Ending ending ->
                accepted(new MeterEvent.MeterOpened(open.subscriptionId(), open.sendAs(), ending.activatedAt()));
            case Meter.Unopened unopened ->
                accepted(new MeterEvent.MeterOpened(open.subscriptionId(), open.sendAs(), open.activatedAt()));
            case Meter.Closed closed ->
                accepted(new MeterEvent.MeterOpened(open.subscriptionId(), open.sendAs(), open.activatedAt()));
        };
    }

    private static Decision<MeterEvent> settle(MeterCommand.Settle settle, Meter state) {
        if (!(state instanceof Meter.Ending ending)) {
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
}
