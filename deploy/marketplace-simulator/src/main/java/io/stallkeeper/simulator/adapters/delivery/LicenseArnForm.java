package io.stallkeeper.simulator.adapters.delivery;

import io.stallkeeper.simulator.domain.agreement.AgreementTerms;

/** How events spell a license; the documentation's example is none that the APIs take (protocol page, 3.3 and A10). */
public enum LicenseArnForm {
    /** As ResolveCustomer spells it, and as events of a live listing did. */
    OBSERVED,
    /** Without {@code arn:} and with a Region, so that only the license's own id is the same. */
    EXAMPLE;

    String of(AgreementTerms terms) {
        String arn = terms.licenseArn();
        return switch (this) {
            case OBSERVED -> arn;
            case EXAMPLE ->
                "aws:license-manager:us-east-1:" + account(arn) + ":" + arn.substring(arn.lastIndexOf(':') + 1);
        };
    }

    private static String account(String arn) {
        int end = arn.indexOf(":license:");
        return end < 0 ? "" : arn.substring(arn.lastIndexOf(':', end - 1) + 1, end);
    }
}
