package io.stallkeeper.simulator.api.page;

import io.stallkeeper.simulator.api.admin.OfferBody;
import io.stallkeeper.simulator.api.admin.OfferBody.Reseller;
import io.stallkeeper.simulator.domain.agreement.OfferKind;
import io.stallkeeper.simulator.domain.agreement.Payment;

/** The conditions of an offer as a form has them. */
final class Offers {
    private Offers() {}

    /** What the API takes for them; what isn't checked isn't so. */
    static OfferBody read(Form form) {
        return new OfferBody(
                form.choice(OfferKind.class, "offer"),
                form.has("reseller", "yes") ? new Reseller(null, null) : null,
                form.has("autoRenewal", "yes"),
                form.has("payment", "fails") ? Payment.FAILS : Payment.SUCCEEDS);
    }
}
