package io.stallkeeper.simulator.domain.agreement;

import org.jspecify.annotations.Nullable;

/**
 * How an agreement came about.
 *
 * @param previousAgreementId what it renews or replaces; null if it is NEW
 * @param resale null for a direct sale
 */
public record Sale(
        OfferKind offerKind,
        AgreementIntent intent,
        @Nullable String previousAgreementId,
        @Nullable Resale resale) {

    /** A new agreement on a public offer of the seller's own. */
    public static Sale direct() {
        return new Sale(OfferKind.PUBLIC, AgreementIntent.NEW, null, null);
    }
}
