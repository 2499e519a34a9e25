package io.stallkeeper.entitlement.domain;

import java.time.Instant;
import java.util.List;

/**
 * What GetEntitlements answered.
 *
 * @param granted all of it, none for a contract that is over
 * @param asOf when the call began: a change after that may be missing
 */
public record Observation(List<Entitlement> granted, Instant asOf) {

    public Observation {
        granted = List.copyOf(granted);
    }
}
