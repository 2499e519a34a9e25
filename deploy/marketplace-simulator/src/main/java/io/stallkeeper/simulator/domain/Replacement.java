package io.stallkeeper.simulator.domain;

import io.stallkeeper.simulator.domain.agreement.CalendarLength;
import io.stallkeeper.simulator.domain.agreement.Entitlement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A buyer's wish to have another agreement in the place of a running one.
 *
 * @param duration from now on; null to keep the end of the running one, if it has one and is no free trial
 */
public record Replacement(
        Successor names,
        List<Entitlement> entitlements,
        @Nullable CalendarLength duration,
        Conditions conditions) {

    public Replacement {
        entitlements = List.copyOf(entitlements);
    }
}
