package io.stallkeeper.simulator.domain.agreement;

import io.stallkeeper.simulator.domain.listing.ProductIdentity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What never changes of an agreement. {@code customerIdentifier} is absent for Concurrent Agreements products,
 * {@code endsAt} and {@code length} for agreements that run until they are cancelled.
 *
 * @param length for how long it was agreed and is renewed; what replaces another until the end of that one has its
 *     length
 */
public record AgreementTerms(
        String agreementId,
        String productCode,
        ProductIdentity identity,
        String licenseArn,
        String offerId,
        String accountId,
        @Nullable String customerIdentifier,
        Instant acceptedAt,
        @Nullable Instant endsAt,
        @Nullable CalendarLength length,
        Sale sale) {

    /** Whether it has an end and may be renewed there; a free trial is replaced instead. */
    public boolean canRenewItself() {
        return endsAt != null && sale.offerKind() != OfferKind.FREE_TRIAL;
    }
}
