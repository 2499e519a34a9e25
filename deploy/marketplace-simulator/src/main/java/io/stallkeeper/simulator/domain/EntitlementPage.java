package io.stallkeeper.simulator.domain;

import io.stallkeeper.simulator.domain.agreement.AgreementTerms;
import io.stallkeeper.simulator.domain.agreement.Entitlement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of granted entitlements; {@code nextOffset} is null on the last one. */
public record EntitlementPage(
        List<Granted> granted, @Nullable Integer nextOffset) {

    public EntitlementPage {
        granted = List.copyOf(granted);
    }

    /** An entitlement and whose it is. */
    public record Granted(AgreementTerms terms, Entitlement entitlement) {}
}
