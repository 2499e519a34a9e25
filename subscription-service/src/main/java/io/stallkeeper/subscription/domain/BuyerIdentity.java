package io.stallkeeper.subscription.domain;

import org.jspecify.annotations.Nullable;

/**
 * Who the buyer is to AWS: a license and the account that holds it, or, for older listings, a customer identifier, and
 * with it the license that the buyer has moved to (marketplace-protocol 1.3). Confidential: never logged.
 */
public record BuyerIdentity(
        String productCode,
        @Nullable String licenseArn,
        @Nullable String customerAwsAccountId,
        @Nullable String customerIdentifier) {

    /** The same buyer, known by a license too: from then on that is what API calls name (marketplace-protocol 4.3). */
    BuyerIdentity with(BuyerIdentity license) {
        return new BuyerIdentity(productCode, license.licenseArn, license.customerAwsAccountId, customerIdentifier);
    }

    /** What is told of a customer, without forgetting the license that was taken. */
    BuyerIdentity after(BuyerIdentity known) {
        boolean isSameCustomer = customerIdentifier != null && customerIdentifier.equals(known.customerIdentifier);
        return licenseArn == null && known.licenseArn != null && isSameCustomer ? with(known) : this;
    }
}
