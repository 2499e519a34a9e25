package io.stallkeeper.simulator.domain;

import io.stallkeeper.simulator.domain.agreement.AgreementTerms;
import io.stallkeeper.simulator.domain.agreement.Entitlement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of granted entitlements; {@code next}, after which the next one begins, is null on the last one. */
public record EntitlementPage(
        List<Granted> granted, @Nullable Position next) {

    public EntitlementPage {
        granted = List.copyOf(granted);
    }

    /**
     * The last entitlement that was looked at. Agreements stay in their order, so that it is found again whatever has
     * happened to it and to those before it.
     */
    public record Position(String agreementId, String dimension) {}

    /** An entitlement and whose it is. */
    public record Granted(AgreementTerms terms, Entitlement entitlement) {
        Position position() {
            return new Position(terms.agreementId(), entitlement.dimension());
        }
    }
}
