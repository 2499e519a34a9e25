package io.stallkeeper.simulator.api.admin;

import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.agreement.AgreementIntent;
import io.stallkeeper.simulator.domain.agreement.AgreementTerms;
import io.stallkeeper.simulator.domain.agreement.OfferKind;
import io.stallkeeper.simulator.domain.agreement.Resale;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An agreement; {@code stage} is one of Pending, Active, Ended, Closed, {@code status} is AWS's. */
public record AgreementBody(
        String agreementId,
        String productCode,
        String licenseArn,
        String customerAwsAccountId,
        @Nullable String customerIdentifier,
        String offerId,
        OfferKind offerKind,
        AgreementIntent intent,
        @Nullable String previousAgreementId,
        @Nullable Resale resale,
        String status,
        String stage,
        Instant acceptedAt,
        @Nullable Instant endsAt,
        boolean autoRenewal,
        List<EntitlementBody> entitlements) {

    /** What the API tells of an agreement. */
    public static AgreementBody of(Agreement agreement) {
        AgreementTerms terms = agreement.terms();
        return new AgreementBody(
                terms.agreementId(),
                terms.productCode(),
                terms.licenseArn(),
                terms.accountId(),
                terms.customerIdentifier(),
                terms.offerId(),
                terms.sale().offerKind(),
                terms.sale().intent(),
                terms.sale().previousAgreementId(),
                terms.sale().resale(),
                agreement.status(),
                agreement.stage().getClass().getSimpleName(),
                terms.acceptedAt(),
                terms.endsAt(),
                agreement.autoRenewal(),
                agreement.entitlements().stream().map(EntitlementBody::of).toList());
    }
}
