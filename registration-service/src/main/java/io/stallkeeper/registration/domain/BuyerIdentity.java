package io.stallkeeper.registration.domain;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who a buyer is to AWS, as ResolveCustomer answered. Named by a license; or, for listings older than Concurrent
 * Agreements, by a customer identifier (marketplace-protocol 1.3, 4.3).
 *
 * @param licenseArn beside a customer identifier, the license that AWS names the same buyer by; null if it named none
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

    /** Of an older listing whose buyer AWS names in both ways: the customer identifier decides. */
    public BuyerIdentity andLicense(@Nullable String arn) {
        return new BuyerIdentity(productCode, arn, customerAwsAccountId, customerIdentifier);
    }

    /** Whether the buyer is named by customer identifier and has a license beside it. */
    boolean hasSecondName() {
        return customerIdentifier != null && licenseArn != null && customerAwsAccountId != null;
    }

    /** Spelled in whichever way. True also if one of the two has no license that is known. */
    public boolean mayHoldLicenseOf(BuyerIdentity other) {
        return licenseArn == null
                || other.licenseArn == null
                || licenseId(licenseArn).equals(licenseId(other.licenseArn));
    }

    private static String licenseId(String arn) {
        return arn.substring(Math.max(arn.lastIndexOf(':'), arn.lastIndexOf('/')) + 1);
    }

    /** A license's ARN is spelled in different ways (marketplace-protocol A10), so the account decides beside it. */
    boolean isSameBuyerAs(BuyerIdentity other) {
        return productCode.equals(other.productCode)
                && Objects.equals(customerIdentifier, other.customerIdentifier)
                && Objects.equals(customerAwsAccountId, other.customerAwsAccountId);
    }
}
