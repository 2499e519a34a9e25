package io.stallkeeper.contracts.usage;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the seller's application says a buyer used: the data of a CloudEvent whose {@code time} is the time of the usage
 * and whose {@code source} and {@code id} together count once, however often it is sent.
 *
 * <p>The buyer is named in one of three ways: {@code subscriptionId}; {@code licenseArn}; or {@code productCode} with
 * {@code customerIdentifier}. More than one is fine if they name the same subscription.
 *
 * @param dimension AWS's API identifier of what is counted, or a name that the seller's products file maps to one; 1 …
 *     255 characters
 * @param quantity units used, a decimal of at least 0 with at most 12 decimals
 * @param tags by which AWS shows the buyer a part of the quantity: at most 5, keys of 1 … 100 and values of 1 … 256
 *     characters that AWS allows (marketplace-protocol 4.1); only for dimensions that are summed
 * @param uniqueKey what a unique count counts once an hour, such as a user's id; 1 … 1 024 characters, of which only a
 *     hash is kept
 */
public record UsageReported(
        @Nullable String subscriptionId,
        @Nullable String licenseArn,
        @Nullable String productCode,
        @Nullable String customerIdentifier,
        String dimension,
        BigDecimal quantity,
        @Nullable Map<String, String> tags,
        @Nullable String uniqueKey) {

    /** The CloudEvent's type. */
    public static final String TYPE = "io.stallkeeper.usage.reported.v1";
}
