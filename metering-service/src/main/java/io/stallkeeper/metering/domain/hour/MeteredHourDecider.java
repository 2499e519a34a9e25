package io.stallkeeper.metering.domain.hour;

import static io.stallkeeper.eventsourcing.decider.Decision.accepted;
import static io.stallkeeper.eventsourcing.decider.Decision.rejected;

import io.stallkeeper.eventsourcing.decider.Decider;
import io.stallkeeper.eventsourcing.decider.Decision;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The rules of an hour: frozen is frozen, what AWS answered stands, and no unit is in two places. AWS's word counts
 * most: an hour that was given up and turns out to be billed is accepted.
 */
public final class MeteredHourDecider implements Decider<MeteredHourCommand, MeteredHour, MeteredHourEvent> {

    private static final String NOT_OPEN = "hour-not-open";
    private static final String NEVER_SENT = "hour-never-sent";
    private static final String NOT_PENDING = "hour-not-pending";

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
            case MeteredHourCommand.RejectLate(var key, var quantity, var reason) ->
                ofClosed(state, new MeteredHourEvent.LateUsageRejected(key, quantity, reason));
            case MeteredHourCommand.Accept accept -> accept(accept, state);
            case MeteredHourCommand.Refuse refuse -> refuse(refuse, state);
            case MeteredHourCommand.Expire expire -> expire(expire, state);
            case MeteredHourCommand.Reject(var key, var contents, var reason) ->
                state instanceof MeteredHour.Open
                        ? accepted(new MeteredHourEvent.HourRejected(key, contents, reason))
                        : rejected(NOT_OPEN);
            case MeteredHourCommand.Include(var key, var quantity) ->
                ofOpen(state, new MeteredHourEvent.UsageIncluded(key, quantity));
            case MeteredHourCommand.IncludeLate(var key, var quantity) ->
                ofClosed(state, new MeteredHourEvent.LateUsageIncluded(key, quantity));
            case MeteredHourCommand.Shadow(var key) -> shadow(key, state);
            case MeteredHourCommand.ShadowPart(var key, var quantity) ->
                ofOpen(state, new MeteredHourEvent.UsageShadowed(key, quantity));
            case MeteredHourCommand.Reassign(var key, var quantity, var contents, var to) ->
                ofOpen(
                        state,
                        new MeteredHourEvent.UsageReassigned(key, quantity, to, quantity.compareTo(contents) == 0));
            case MeteredHourCommand.Take take -> take(take, state);
            case MeteredHourCommand.ShadowLate(var key, var quantity) ->
                ofClosed(state, new MeteredHourEvent.LateUsageShadowed(key, quantity));
        };
    }

    private static Decision<MeteredHourEvent> take(MeteredHourCommand.Take take, MeteredHour state) {
        if (!(state instanceof MeteredHour.Open)) {
            return rejected(NOT_OPEN);
        }
        var taken = new MeteredHourEvent.HourTaken(take.key(), take.quantity());
        var rest = take.contents().subtract(take.quantity());
        return rest.signum() == 0 ? accepted(taken) : accepted(taken, goingOn(take.key(), rest, take.carryTo()));
    }

    private static MeteredHourEvent goingOn(HourKey key, BigDecimal rest, @Nullable Instant carryTo) {
        return carryTo == null
                ? new MeteredHourEvent.RemainderExpired(key, rest, "no-hour-left")
                : new MeteredHourEvent.UsageCarried(key, rest, carryTo, CarryCause.REMAINDER);
    }

    private static Decision<MeteredHourEvent> ofOpen(MeteredHour state, MeteredHourEvent event) {
        return state instanceof MeteredHour.Open ? accepted(event) : rejected(NOT_OPEN);
    }

    private static Decision<MeteredHourEvent> ofClosed(MeteredHour state, MeteredHourEvent event) {
        return state instanceof MeteredHour.Open ? rejected("hour-still-open") : accepted(event);
    }

    private static Decision<MeteredHourEvent> shadow(HourKey key, MeteredHour state) {
        return switch (state) {
            case MeteredHour.Frozen(long quantity) -> accepted(new MeteredHourEvent.HourShadowed(key, quantity));
            case MeteredHour.Empty empty -> accepted();
            case MeteredHour.Shadowed shadowed -> accepted();
            case MeteredHour.Open open -> rejected("hour-still-open");
            case MeteredHour.Accepted accepted -> rejected(NOT_PENDING);
            case MeteredHour.Refused refused -> rejected(NOT_PENDING);
            case MeteredHour.Expired expired -> rejected(NOT_PENDING);
            case MeteredHour.Rejected rejected -> rejected(NOT_PENDING);
        };
    }

    private static Decision<MeteredHourEvent> freeze(MeteredHourCommand.Freeze freeze, MeteredHour state) {
        if (!(state instanceof MeteredHour.Open)) {
            return rejected(NOT_OPEN);
        }
        var whole = ClosingPlan.wholeOf(freeze.contents());
        var frozen = new MeteredHourEvent.HourFrozen(
                freeze.key(),
                whole.longValueExact(),
                freeze.timestamp(),
                freeze.sendAs(),
                freeze.allocations(),
                freeze.recorded() || whole.signum() > 0);
        var rest = freeze.contents().subtract(whole).stripTrailingZeros();
        if (rest.signum() == 0) {
            return accepted(frozen);
        }
        if (ClosingPlan.isTooMuch(freeze.contents())) {
            return accepted(frozen, new MeteredHourEvent.RemainderExpired(freeze.key(), rest, "too-much-for-an-hour"));
        }
        return accepted(frozen, goingOn(freeze.key(), rest, freeze.carryTo()));
    }

    private static Decision<MeteredHourEvent> accept(MeteredHourCommand.Accept accept, MeteredHour state) {
        return switch (state) {
            case MeteredHour.Frozen(long quantity) ->
                accepted(new MeteredHourEvent.UsageAccepted(accept.key(), quantity, accept.meteringRecordId()));
            case MeteredHour.Expired(long quantity) ->
                accepted(new MeteredHourEvent.UsageAccepted(accept.key(), quantity, accept.meteringRecordId()));
            case MeteredHour.Accepted accepted -> accepted();
            case MeteredHour.Open open -> rejected(NEVER_SENT);
            case MeteredHour.Empty empty -> rejected(NEVER_SENT);
            case MeteredHour.Rejected rejected -> rejected(NEVER_SENT);
            case MeteredHour.Shadowed shadowed -> rejected(NEVER_SENT);
            case MeteredHour.Refused refused -> rejected("hour-already-refused");
        };
    }

    private static Decision<MeteredHourEvent> refuse(MeteredHourCommand.Refuse refuse, MeteredHour state) {
        return switch (state) {
            case MeteredHour.Frozen(long quantity) ->
                accepted(new MeteredHourEvent.UsageRefused(
                        refuse.key(), quantity, refuse.reason(), refuse.difference()));
            case MeteredHour.Refused refused -> accepted();
            case MeteredHour.Expired expired -> accepted();
            case MeteredHour.Open open -> rejected(NEVER_SENT);
            case MeteredHour.Empty empty -> rejected(NEVER_SENT);
            case MeteredHour.Rejected rejected -> rejected(NEVER_SENT);
            case MeteredHour.Shadowed shadowed -> rejected(NEVER_SENT);
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
            case MeteredHour.Empty empty -> rejected(NOT_PENDING);
            case MeteredHour.Accepted accepted -> rejected(NOT_PENDING);
            case MeteredHour.Refused refused -> rejected(NOT_PENDING);
            case MeteredHour.Rejected rejected -> rejected(NOT_PENDING);
            case MeteredHour.Shadowed shadowed -> rejected(NOT_PENDING);
        };
    }
}
