package io.stallkeeper.local.marketplace;

import io.stallkeeper.contracts.SubscriptionId;
import org.jspecify.annotations.Nullable;

/**
 * What a buyer and AWS agreed on.
 *
 * @param customerIdentifier the buyer's name in an older listing; null where there are licenses only
 */
public record Agreement(
        String agreementId,
        String productCode,
        String licenseArn,
        @Nullable String customerIdentifier) {

    /** The name that all of Stallkeeper has for it. */
    public SubscriptionId subscriptionId() {
        return customerIdentifier == null
                ? SubscriptionId.ofLicense(licenseArn)
                : SubscriptionId.ofCustomer(productCode, customerIdentifier);
    }
}
