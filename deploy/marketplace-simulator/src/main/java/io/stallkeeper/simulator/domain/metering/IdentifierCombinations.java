package io.stallkeeper.simulator.domain.metering;

import io.stallkeeper.simulator.domain.refusal.Refusal;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which identifiers a call may combine (protocol page, 4.3). Which error AWS raises for a forbidden pair is not public;
 * the plausible one is raised here.
 */
public final class IdentifierCombinations {
    private IdentifierCombinations() {}

    /** Why this record's identifiers can't be together, or with the call's product code. */
    public static Optional<Refusal> check(MeterCall call, UsageRecord record) {
        boolean byCustomer = isPresent(record.customerIdentifier());
        if (byCustomer && record.accountId() != null) {
            return customer("CustomerIdentifier and CustomerAWSAccountId exclude each other");
        }
        if (record.licenseArn() == null) {
            return call.productCode() == null
                    ? Optional.of(RefusalCode.VALIDATION.because("either LicenseArn or ProductCode is needed"))
                    : checkCustomerNamed(record);
        }
        if (call.productCode() != null) {
            return license("LicenseArn and ProductCode exclude each other");
        }
        if (byCustomer) {
            return license("LicenseArn goes with CustomerAWSAccountId, not with CustomerIdentifier");
        }
        return record.accountId() == null ? license("LicenseArn needs CustomerAWSAccountId") : Optional.empty();
    }

    /** What even a lenient marketplace can't do without: something that names a product, and someone. */
    public static Optional<Refusal> checkNamed(MeterCall call, UsageRecord record) {
        if (record.licenseArn() == null && call.productCode() == null) {
            return Optional.of(RefusalCode.VALIDATION.because("either LicenseArn or ProductCode is needed"));
        }
        return record.licenseArn() == null ? checkCustomerNamed(record) : Optional.empty();
    }

    private static Optional<Refusal> checkCustomerNamed(UsageRecord record) {
        return record.accountId() == null && !isPresent(record.customerIdentifier())
                ? customer("CustomerAWSAccountId or CustomerIdentifier is needed")
                : Optional.empty();
    }

    private static boolean isPresent(@Nullable String value) {
        return value != null && !value.isEmpty();
    }

    private static Optional<Refusal> customer(String message) {
        return Optional.of(RefusalCode.INVALID_CUSTOMER_IDENTIFIER.because(message));
    }

    private static Optional<Refusal> license(String message) {
        return Optional.of(RefusalCode.INVALID_LICENSE.because(message));
    }
}
