package io.stallkeeper.simulator.adapters.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stallkeeper.simulator.domain.agreement.AgreementTerms;
import io.stallkeeper.simulator.domain.agreement.Sale;
import io.stallkeeper.simulator.domain.listing.ProductIdentity;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Both spellings of a license name the same one by what is behind the last colon (protocol page, A10). */
class LicenseArnFormTest {
    private static final String ARN = "arn:aws:license-manager::294406891311:license:l-0123";

    @Test
    void events_spell_a_license_as_the_apis_do() {
        assertEquals(ARN, LicenseArnForm.OBSERVED.of(terms()));
    }

    @Test
    void the_example_of_the_documentation_is_no_arn() {
        assertEquals("aws:license-manager:us-east-1:294406891311:l-0123", LicenseArnForm.EXAMPLE.of(terms()));
    }

    private static AgreementTerms terms() {
        return new AgreementTerms(
                "agmt-1",
                "p",
                ProductIdentity.CONCURRENT_AGREEMENTS,
                ARN,
                "offer-1",
                "111122223333",
                null,
                Instant.EPOCH,
                null,
                null,
                Sale.direct());
    }
}
