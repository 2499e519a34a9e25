package io.stallkeeper.metering.domain.contract;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a buyer's contract includes, by dimension and time. */
public sealed interface Contract {

    /** AWS's word hasn't come yet. */
    record Unheard() implements Contract {}

    /**
     * AWS's word has come.
     *
     * @param allowances by dimension, the oldest first; a dimension that is missing never was included
     * @param asOf when AWS was asked last for something that changed anything
     */
    record Heard(Map<String, List<Allowance>> allowances, Instant asOf) implements Contract {
        public Heard {
            allowances = Map.copyOf(allowances);
        }
    }

    static Contract evolve(Contract state, ContractEvent event) {
        return switch (event) {
            case ContractEvent.QuantityIncluded(
                    var id,
                    var dimension,
                    var quantity,
                    var from,
                    var termStart,
                    var until,
                    var asOf) -> with(state, dimension, new Allowance(from, termStart, quantity, until), asOf);
            case ContractEvent.InclusionEnded(var id, var dimension, var from, var asOf) -> {
                if (state instanceof Unheard) {
                    throw new IllegalStateException("what never was included can't have ended");
                }
                yield with(state, dimension, Allowance.none(from), asOf);
            }
            case ContractEvent.NothingIncluded(var id, var asOf) -> new Heard(Map.of(), asOf);
        };
    }

    /** The timeline of a dimension: it begins with the beginning of time. */
    default Timeline timeline(String dimension) {
        return switch (this) {
            case Unheard unheard -> new Timeline(List.of(), false);
            case Heard heard -> new Timeline(heard.allowances().getOrDefault(dimension, List.of()), true);
        };
    }

    private static Contract with(Contract state, String dimension, Allowance next, Instant asOf) {
        var allowances = state instanceof Heard heard
                ? new HashMap<>(heard.allowances())
                : new HashMap<String, List<Allowance>>();
        var earlier = new ArrayList<>(allowances.getOrDefault(dimension, List.of()));
        earlier.removeIf(allowance -> !allowance.from().isBefore(next.from()));
        earlier.add(next);
        allowances.put(dimension, List.copyOf(earlier));
        return new Heard(allowances, asOf);
    }
}
