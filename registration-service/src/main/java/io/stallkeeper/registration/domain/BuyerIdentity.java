package io.stallkeeper.registration.domain;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who a buyer is to AWS, as ResolveCustomer answered. Named by a license; or, for listings older than Concurrent
 * Agreements, by a customer identifier (marketplace-protocol 1.3, 4.3).
 *
 * @param licenseArn null where the customer identifier names the buyer
 * @param customerAwsAccountId always there with a license
 * @param customerIdentifier null where the license names the buyer
 */
public record BuyerIdentity(
        String productCode,
        @Nullable String licenseArn,
        @Nullable String customerAwsAccountId,
        @Nullable String customerIdentifier) {

    public static BuyerIdentity ofLicense(String productCode, String licenseArn, String customerAwsAccountId) {
        return new BuyerIdentity(productCode, licenseArn, customerAwsAccountId, null);
    }

    public static BuyerIdentity ofCustomer(
            String productCode, String customerIdentifier, @Nullable String customerAwsAccountId) {
        return new BuyerIdentity(productCode, null, customerAwsAccountId, customerIdentifier);
    }

    /** A license's ARN is spelled in different ways (marketplace-protocol A10), so the account decides beside it. */
    boolean isSameBuyerAs(BuyerIdentity other) {
        return productCode.equals(other.productCode)
                && Objects.equals(customerIdentifier, other.customerIdentifier)
                && Objects.equals(customerAwsAccountId, other.customerAwsAccountId);
    }
}
