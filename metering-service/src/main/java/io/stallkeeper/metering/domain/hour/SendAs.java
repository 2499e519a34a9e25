package io.stallkeeper.metering.domain.hour;

import org.jspecify.annotations.Nullable;

/**
 * Under which of AWS's identities a record is sent: the license with its account, or the product code with the customer
 * identifier, never both (marketplace-protocol 4.3).
 */
public record SendAs(
        String productCode,
        @Nullable String licenseArn,
        @Nullable String customerAwsAccountId,
        @Nullable String customerIdentifier) {

    public boolean byLicense() {
        return licenseArn != null;
    }

    /** Whether AWS would bill one hour twice if it were sent as both (marketplace-protocol 4.3). */
    public boolean isOtherKindThan(SendAs other) {
        return byLicense() != other.byLicense();
    }
}
