package io.stallkeeper.metering.domain.hour;

import static io.stallkeeper.eventsourcing.decider.Decision.accepted;
import static io.stallkeeper.eventsourcing.decider.Decision.rejected;

import io.stallkeeper.eventsourcing.decider.Decider;
import io.stallkeeper.eventsourcing.decider.Decision;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The rules of an hour: frozen is frozen, what AWS answered stands, and no unit is in two places. AWS's word counts most:
 * an hour that was given up and turns out to be billed is accepted.
 */
public final class MeteredHourDecider implements Decider<MeteredHourCommand, MeteredHour, MeteredHourEvent> {

    @Override
    public MeteredHour initialState() {
        return new MeteredHour.Open();
    }

    @Override
    public MeteredHour evolve(MeteredHour state, MeteredHourEvent event) {
        return MeteredHour.evolve(state, event);
    }

    @Override
    public Decision<MeteredHourEvent> decide(MeteredHourCommand command, MeteredHour state) {
        return switch (command) {
            case MeteredHourCommand.Freeze freeze -> freeze(freeze, state);
            case MeteredHourCommand.CarryLate(var key, var quantity, var carryTo) ->
                state instanceof MeteredHour.Open
                        ? rejected("hour-still-open")
                        : accepted(new MeteredHourEvent.UsageCarried(key, quantity, carryTo, CarryCause.LATE));
            case MeteredHourCommand.ExpireLate(var key, var quantity, var reason) ->
                accepted(new MeteredHourEvent.LateUsageExpired(key, quantity, reason));
            case MeteredHourCommand.Accept accept -> accept(accept, state);
            case MeteredHourCommand.Refuse refuse -> refuse(refuse, state);
            case MeteredHourCommand.Expire expire -> expire(expire, state);
            case MeteredHourCommand.Reject(var key, var contents, var reason) ->
                state instanceof MeteredHour.Open
                        ? accepted(new MeteredHourEvent.HourRejected(key, contents, reason))
                        : rejected("hour-not-open");
        };
    }

    private static Decision<MeteredHourEvent> freeze(MeteredHourCommand.Freeze freeze, MeteredHour state) {
        if (!(state instanceof MeteredHour.Open)) {
            return rejected("hour-not-open");
        }
        var whole = freeze.contents().setScale(0, RoundingMode.DOWN).min(BigDecimal.valueOf(MeteredHour.MAX_QUANTITY));
        var remainder = freeze.contents().subtract(whole);
        var frozen = new MeteredHourEvent.HourFrozen(
                freeze.key(), whole.longValueExact(), freeze.timestamp(), freeze.sendAs());
        return remainder.signum() == 0
                ? accepted(frozen)
                : accepted(
                        frozen,
                        new MeteredHourEvent.UsageCarried(
                                freeze.key(), remainder.stripTrailingZeros(), freeze.carryTo(), CarryCause.REMAINDER));
    }

    private static Decision<MeteredHourEvent> accept(MeteredHourCommand.Accept accept, MeteredHour state) {
        return switch (state) {
            case MeteredHour.Frozen(long quantity) ->
                accepted(new MeteredHourEvent.UsageAccepted(accept.key(), quantity, accept.meteringRecordId()));
            case MeteredHour.Expired(long quantity) ->
                accepted(new MeteredHourEvent.UsageAccepted(accept.key(), quantity, accept.meteringRecordId()));
            case MeteredHour.Accepted accepted -> accepted();
            case MeteredHour.Open open -> rejected("hour-never-sent");
            case MeteredHour.Empty empty -> rejected("hour-never-sent");
            case MeteredHour.Rejected rejected -> rejected("hour-never-sent");
            case MeteredHour.Refused refused -> rejected("hour-already-refused");
        };
    }

    private static Decision<MeteredHourEvent> refuse(MeteredHourCommand.Refuse refuse, MeteredHour state) {
        return switch (state) {
            case MeteredHour.Frozen(long quantity) ->
                accepted(new MeteredHourEvent.UsageRefused(refuse.key(), quantity, refuse.reason()));
            case MeteredHour.Refused refused -> accepted();
            case MeteredHour.Expired expired -> accepted();
            case MeteredHour.Open open -> rejected("hour-never-sent");
            case MeteredHour.Empty empty -> rejected("hour-never-sent");
            case MeteredHour.Rejected rejected -> rejected("hour-never-sent");
            case MeteredHour.Accepted accepted -> rejected("hour-already-accepted");
        };
    }

    private static Decision<MeteredHourEvent> expire(MeteredHourCommand.Expire expire, MeteredHour state) {
        return switch (state) {
            case MeteredHour.Open open ->
                accepted(new MeteredHourEvent.HourExpired(expire.key(), expire.contents(), expire.reason()));
            case MeteredHour.Frozen(long quantity) ->
                accepted(new MeteredHourEvent.HourExpired(expire.key(), BigDecimal.valueOf(quantity), expire.reason()));
            case MeteredHour.Expired expired -> accepted();
            case MeteredHour.Empty empty -> rejected("hour-not-pending");
            case MeteredHour.Accepted accepted -> rejected("hour-not-pending");
            case MeteredHour.Refused refused -> rejected("hour-not-pending");
            case MeteredHour.Rejected rejected -> rejected("hour-not-pending");
        };
    }
}
