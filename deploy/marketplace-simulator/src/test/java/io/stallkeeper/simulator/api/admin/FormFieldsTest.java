package io.stallkeeper.simulator.api.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stallkeeper.simulator.domain.agreement.AgreementTerms;
import io.stallkeeper.simulator.domain.agreement.Sale;
import io.stallkeeper.simulator.domain.listing.ProductIdentity;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the browser carries to the seller (protocol page, 1.1). */
class FormFieldsTest {
    private static final AgreementTerms TERMS = new AgreementTerms(
            "agmt-1",
            "p",
            ProductIdentity.CONCURRENT_AGREEMENTS,
            "arn:aws:license-manager::294406891311:license:l-1",
            "offer-1",
            "111122223333",
            null,
            Instant.EPOCH,
            null,
            null,
            Sale.direct());

    @Test
    void aws_documents_the_token_alone_for_who_pays() {
        assertEquals(List.of("x-amzn-marketplace-token"), names(FormFields.DOCUMENTED));
    }

    @Test
    void sellers_have_seen_the_ids_of_agreement_and_product_too() {
        assertEquals(
                List.of("x-amzn-marketplace-token", "x-amzn-marketplace-agreement-id", "x-amzn-marketplace-product-id"),
                names(FormFields.OBSERVED));
    }

    private static List<String> names(FormFields fields) {
        return List.copyOf(fields.of("token", TERMS, "prod-1").keySet());
    }
}
