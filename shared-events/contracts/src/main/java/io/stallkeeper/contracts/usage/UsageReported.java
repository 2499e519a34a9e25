package io.stallkeeper.contracts.usage;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What the seller's application says a buyer used: the data of a CloudEvent whose {@code time} is the time of the usage
 * and whose {@code source} and {@code id} together count once, however often it is sent.
 *
 * <p>The buyer is named in one of three ways: {@code subscriptionId}; {@code licenseArn}; or {@code productCode} with
 * {@code customerIdentifier}.
 *
 * @param dimension AWS's API identifier of what is counted, 1 … 255 characters
 * @param quantity units used, a decimal of at least 0
 */
public record UsageReported(
        @Nullable String subscriptionId,
        @Nullable String licenseArn,
        @Nullable String productCode,
        @Nullable String customerIdentifier,
        String dimension,
        BigDecimal quantity) {

    /** The CloudEvent's type. */
    public static final String TYPE = "io.stallkeeper.usage.reported.v1";
}
