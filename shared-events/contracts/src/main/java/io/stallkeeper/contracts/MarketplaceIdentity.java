package io.stallkeeper.contracts;

import org.jspecify.annotations.Nullable;

/**
 * Who the buyer is to AWS. Either a license and the account that holds it, or, for listings older than Concurrent
 * Agreements, a customer identifier; always of one product (marketplace-protocol 1.3, 4.3).
 *
 * @param productCode AWS's code of the product
 * @param licenseArn the license, {@code arn:aws:license-manager::…:license:l-…}; null for older listings
 * @param customerAwsAccountId the buyer's AWS account; always there with a license
 * @param customerIdentifier AWS's opaque name of the buyer in one product; null for products with licenses
 */
public record MarketplaceIdentity(
        String productCode,
        @Nullable String licenseArn,
        @Nullable String customerAwsAccountId,
        @Nullable String customerIdentifier) {

    public MarketplaceIdentity {
        if (licenseArn == null && customerIdentifier == null) {
            throw new IllegalArgumentException("neither a license nor a customer identifier");
        }
        if (licenseArn != null && customerAwsAccountId == null) {
            throw new IllegalArgumentException("a license without the account that holds it");
        }
    }

    public static MarketplaceIdentity ofLicense(String productCode, String licenseArn, String customerAwsAccountId) {
        return new MarketplaceIdentity(productCode, licenseArn, customerAwsAccountId, null);
    }

    public static MarketplaceIdentity ofCustomer(String productCode, String customerIdentifier) {
        return new MarketplaceIdentity(productCode, null, null, customerIdentifier);
    }

    /** The license decides where there is one, whatever else is known. */
    public SubscriptionId toSubscriptionId() {
        if (licenseArn != null) {
            return SubscriptionId.ofLicense(licenseArn);
        }
        if (customerIdentifier == null) {
            throw new IllegalStateException("an identity has a license or a customer identifier");
        }
        return SubscriptionId.ofCustomer(productCode, customerIdentifier);
    }
}
