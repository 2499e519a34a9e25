package io.stallkeeper.contracts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Stallkeeper's stable name of one subscription, computed from the AWS identity alone, so that every service derives
 * the same one without asking another. Safe in URLs, file names and Kafka keys.
 *
 * <p>With a license it is the license id that ends the ARN, {@code l-…}, because documents and events spell the ARN
 * around it in different ways (marketplace-protocol 3.3, A10). Older listings have no license: there it is {@code c-}
 * and 32 hex digits of the SHA-256 of product code and customer identifier.
 */
public record SubscriptionId(String value) {

    private static final int PREFIX = 2;
    private static final int LONGEST = PREFIX + 128;

    /** {@code l-} or {@code c-}, then 1 to 128 letters, digits and hyphens of ASCII. */
    public SubscriptionId {
        if (!isSubscriptionId(value)) {
            throw new IllegalArgumentException("not a subscription id");
        }
    }

    /** Every usage event names one, and a regular expression would take as long as parsing the whole event. */
    private static boolean isSubscriptionId(String value) {
        if (value.length() <= PREFIX || value.length() > LONGEST) {
            return false;
        }
        if (!value.startsWith("l-") && !value.startsWith("c-")) {
            return false;
        }
        for (int at = PREFIX; at < value.length(); at++) {
            if (!isAllowed(value.charAt(at))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAllowed(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || character == '-';
    }

    /** Throws IllegalArgumentException if the ARN doesn't end in a license id. */
    public static SubscriptionId ofLicense(String licenseArn) {
        int start = Math.max(licenseArn.lastIndexOf(':'), licenseArn.lastIndexOf('/')) + 1;
        var licenseId = licenseArn.substring(start);
        if (!licenseId.startsWith("l-")) {
            throw new IllegalArgumentException("a license ARN ends in a license id, l-…");
        }
        return new SubscriptionId(licenseId);
    }

    public static SubscriptionId ofCustomer(String productCode, String customerIdentifier) {
        var identity = productCode + '\n' + customerIdentifier;
        var digest = sha256().digest(identity.getBytes(StandardCharsets.UTF_8));
        return new SubscriptionId("c-" + HexFormat.of().formatHex(digest, 0, 16));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
