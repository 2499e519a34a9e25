package io.stallkeeper.simulator.api.admin;

import io.stallkeeper.simulator.domain.agreement.AgreementTerms;
import io.stallkeeper.simulator.domain.agreement.OfferKind;
import java.util.LinkedHashMap;
import java.util.Map;

/** What "Set up your account" posts (protocol page, 1.1 and A13). */
public enum FormFields {
    /** The two fields that AWS documents. */
    DOCUMENTED,
    /** The agreement's and the product's id besides, which unrelated sellers have seen and AWS doesn't promise. */
    OBSERVED;

    /** The form's fields, in their order. */
    Map<String, String> of(String token, AgreementTerms terms, String productId) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("x-amzn-marketplace-token", token);
        if (terms.sale().offerKind() == OfferKind.FREE_TRIAL) {
            fields.put("x-amzn-marketplace-offer-type", "free-trial");
        }
        if (this == OBSERVED) {
            fields.put("x-amzn-marketplace-agreement-id", terms.agreementId());
            fields.put("x-amzn-marketplace-product-id", productId);
        }
        return fields;
    }
}
