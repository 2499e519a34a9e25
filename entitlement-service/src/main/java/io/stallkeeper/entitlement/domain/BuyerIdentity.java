package io.stallkeeper.entitlement.domain;

import org.jspecify.annotations.Nullable;

/**
 * By what AWS knows the buyer's entitlements: a license, or a customer identifier for listings older than licenses,
 * always of one product (marketplace-protocol 5). The buyer's account is left out: it would name all agreements of the
 * buyer, and only one is meant.
 */
public record BuyerIdentity(
        String productCode,
        @Nullable String licenseArn,
        @Nullable String customerIdentifier) {

    public BuyerIdentity {
        if (licenseArn == null && customerIdentifier == null) {
            throw new IllegalArgumentException("neither a license nor a customer identifier");
        }
    }

    public static BuyerIdentity ofLicense(String productCode, String licenseArn) {
        return new BuyerIdentity(productCode, licenseArn, null);
    }

    public static BuyerIdentity ofCustomer(String productCode, String customerIdentifier) {
        return new BuyerIdentity(productCode, null, customerIdentifier);
    }
}
