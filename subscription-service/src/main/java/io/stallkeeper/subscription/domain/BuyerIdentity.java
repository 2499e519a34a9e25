package io.stallkeeper.subscription.domain;

import org.jspecify.annotations.Nullable;

/**
 * Who the buyer is to AWS: a license and the account that holds it, or, for older listings, a customer identifier
 * (marketplace-protocol 1.3). Confidential: never logged.
 */
public record BuyerIdentity(
        String productCode,
        @Nullable String licenseArn,
        @Nullable String customerAwsAccountId,
        @Nullable String customerIdentifier) {}
