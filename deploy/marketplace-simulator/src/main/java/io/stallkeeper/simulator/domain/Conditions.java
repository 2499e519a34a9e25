package io.stallkeeper.simulator.domain;

import io.stallkeeper.simulator.domain.agreement.CalendarLength;
import io.stallkeeper.simulator.domain.agreement.OfferKind;
import io.stallkeeper.simulator.domain.agreement.Payment;
import io.stallkeeper.simulator.domain.agreement.Resale;
import io.stallkeeper.simulator.domain.listing.PricingModel;
import org.jspecify.annotations.Nullable;

/**
 * On what conditions a buyer subscribes.
 *
 * @param resale null if the seller sells directly
 * @param autoRenewal whether the agreement is renewed by itself when its time is over
 */
public record Conditions(OfferKind offerKind, @Nullable Resale resale, boolean autoRenewal, Payment payment) {
    private static final CalendarLength CONTRACT = CalendarLength.ofMonths(12);
    private static final CalendarLength TRIAL = CalendarLength.ofDays(30);

    /** How long an agreement runs if nothing else is said; null for until it is cancelled (protocol page, 7). */
    @Nullable
    CalendarLength usualDuration(PricingModel pricingModel) {
        if (offerKind == OfferKind.FREE_TRIAL) {
            return TRIAL;
        }
        return pricingModel.hasContract() ? CONTRACT : null;
    }

    /** A public offer of the seller's own, paid, and over when its time is over. */
    public static Conditions usual() {
        return new Conditions(OfferKind.PUBLIC, null, false, Payment.SUCCEEDS);
    }
}
