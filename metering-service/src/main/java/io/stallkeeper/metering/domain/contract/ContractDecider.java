package io.stallkeeper.metering.domain.contract;

import static io.stallkeeper.eventsourcing.decider.Decision.accepted;
import static io.stallkeeper.eventsourcing.decider.Decision.rejected;

import io.stallkeeper.eventsourcing.decider.Decider;
import io.stallkeeper.eventsourcing.decider.Decision;
import io.stallkeeper.metering.domain.contract.ContractCommand.Granted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How AWS's answers become a timeline of what is included (marketplace-protocol 5). AWS names quantities and the date
 * through which they hold, never when they began to: the first word holds from the beginning; a later quantity from
 * when AWS was asked; a later date is a renewal, whose term begins when the old one ends.
 */
public final class ContractDecider implements Decider<ContractCommand, Contract, ContractEvent> {

    @Override
    public Contract initialState() {
        return new Contract.Unheard();
    }

    @Override
    public Contract evolve(Contract state, ContractEvent event) {
        return Contract.evolve(state, event);
    }

    @Override
    public Decision<ContractEvent> decide(ContractCommand command, Contract state) {
        return switch (command) {
            case ContractCommand.Grant(var id, var byDimension, var asOf) -> told(id, byDimension, asOf, state);
            case ContractCommand.Revoke(var id, var asOf) -> told(id, Map.of(), asOf, state);
        };
    }

    private static Decision<ContractEvent> told(
            String id, Map<String, Granted> byDimension, Instant asOf, Contract state) {
        return switch (state) {
            case Contract.Unheard unheard -> first(id, byDimension, asOf);
            case Contract.Heard heard ->
                asOf.isBefore(heard.asOf()) ? rejected("older-than-known") : changes(id, byDimension, asOf, heard);
        };
    }

    private static Decision<ContractEvent> first(String id, Map<String, Granted> byDimension, Instant asOf) {
        var events = new ArrayList<ContractEvent>();
        new TreeMap<>(byDimension)
                .forEach((dimension, granted) ->
                        events.add(included(id, dimension, granted, Instant.EPOCH, Instant.EPOCH, asOf)));
        return events.isEmpty()
                ? accepted(new ContractEvent.NothingIncluded(id, asOf))
                : new Decision.Accepted<>(events);
    }

    private static Decision<ContractEvent> changes(
            String id, Map<String, Granted> byDimension, Instant asOf, Contract.Heard heard) {
        var events = new ArrayList<ContractEvent>();
        var dimensions = new TreeSet<>(heard.allowances().keySet());
        dimensions.addAll(byDimension.keySet());
        for (var dimension : dimensions) {
            var allowances = heard.allowances().getOrDefault(dimension, List.of());
            var granted = byDimension.get(dimension);
            if (granted != null) {
                events.addAll(change(id, dimension, granted, asOf, allowances));
            } else if (!allowances.getLast().isNone()) {
                events.add(new ContractEvent.InclusionEnded(id, dimension, endOf(allowances, asOf), asOf));
            }
        }
        return new Decision.Accepted<>(events);
    }

    private static List<ContractEvent> change(
            String id, String dimension, Granted granted, Instant asOf, List<Allowance> allowances) {
        if (allowances.isEmpty() || allowances.getLast().isNone()) {
            return List.of(included(id, dimension, granted, asOf, asOf, asOf));
        }
        if (isSame(allowances.getLast(), granted)) {
            return List.of();
        }
        var current = new Timeline(allowances, true).at(asOf);
        var end = current.until();
        if (end == null || (granted.until() != null && !granted.until().isAfter(end))) {
            return List.of(included(id, dimension, granted, asOf, current.termStart(), asOf));
        }
        var renewed = included(id, dimension, granted, end, end, asOf);
        // A renewal that is known before the old term ends may come with an upgrade: that holds at once.
        return asOf.isBefore(end) && granted.quantity().compareTo(current.quantity()) != 0
                ? List.of(
                        included(id, dimension, new Granted(granted.quantity(), end), asOf, current.termStart(), asOf),
                        renewed)
                : List.of(renewed);
    }

    private static boolean isSame(Allowance last, Granted granted) {
        return last.quantity().compareTo(granted.quantity()) == 0 && Objects.equals(last.until(), granted.until());
    }

    /** What is gone has ended with its term, if that is over, else when AWS was asked. */
    private static Instant endOf(List<Allowance> allowances, Instant asOf) {
        var until = new Timeline(allowances, true).at(asOf).until();
        return until != null && !until.isAfter(asOf) ? until : asOf;
    }

    private static ContractEvent included(
            String id, String dimension, Granted granted, Instant from, Instant termStart, Instant asOf) {
        return new ContractEvent.QuantityIncluded(
                id, dimension, granted.quantity(), from, termStart, granted.until(), asOf);
    }
}
