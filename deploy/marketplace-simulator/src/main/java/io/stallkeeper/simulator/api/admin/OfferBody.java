package io.stallkeeper.simulator.api.admin;

import io.stallkeeper.simulator.domain.Conditions;
import io.stallkeeper.simulator.domain.agreement.OfferKind;
import io.stallkeeper.simulator.domain.agreement.Payment;
import io.stallkeeper.simulator.domain.agreement.Resale;
import org.jspecify.annotations.Nullable;

/** What a buyer accepts; what isn't said is as for a public offer of the seller's own, paid, and not renewed. */
public record OfferBody(
        @Nullable OfferKind kind,
        @Nullable Reseller reseller,
        @Nullable Boolean autoRenewal,
        @Nullable Payment payment) {

    /** A channel partner; without an account some partner, without an authorization a new one. */
    public record Reseller(
            @Nullable String accountId, @Nullable String resaleAuthorizationId) {}

    /** A channel partner's offer is a private one unless it says otherwise. */
    static Conditions conditions(@Nullable OfferBody offer) {
        if (offer == null) {
            return Conditions.usual();
        }
        OfferKind usual = offer.reseller() == null ? OfferKind.PUBLIC : OfferKind.PRIVATE;
        return new Conditions(
                offer.kind() == null ? usual : offer.kind(),
                resale(offer.reseller()),
                Boolean.TRUE.equals(offer.autoRenewal()),
                offer.payment() == null ? Payment.SUCCEEDS : offer.payment());
    }

    private static @Nullable Resale resale(@Nullable Reseller reseller) {
        if (reseller == null) {
            return null;
        }
        String account = reseller.accountId();
        String authorization = reseller.resaleAuthorizationId();
        return new Resale(
                authorization == null ? Identifiers.resaleAuthorizationId() : authorization,
                account == null ? Identifiers.accountId() : account);
    }
}
