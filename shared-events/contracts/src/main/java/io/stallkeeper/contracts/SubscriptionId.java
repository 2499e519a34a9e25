package io.stallkeeper.contracts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Stallkeeper's stable name of one subscription, computed from the AWS identity alone, so that every service derives
 * the same one without asking another. Safe in URLs, file names and Kafka keys.
 *
 * <p>With a license it is the license id that ends the ARN, {@code l-…}, because documents and events spell the ARN
 * around it in different ways (marketplace-protocol 3.3, A10). Older listings have no license: there it is {@code c-}
 * and 32 hex digits of the SHA-256 of product code and customer identifier.
 */
public record SubscriptionId(String value) {

    private static final Pattern FORM = Pattern.compile("[lc]-[A-Za-z0-9-]{1,128}");

    public SubscriptionId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a subscription id");
        }
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
