package io.stallkeeper.simulator.api.admin;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;

/** Identifiers that look like AWS's (protocol page, 1.3 and 3.3). */
public final class Identifiers {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final String LICENSE_PREFIX = "arn:aws:license-manager::294406891311:license:l-";

    private Identifiers() {}

    /** Always the same for one product code. */
    static String productId(String productCode) {
        return "prod-"
                + UUID.nameUUIDFromBytes(productCode.getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .replace("-", "")
                        .substring(0, 13);
    }

    static String agreementId() {
        return "agmt-" + text(25);
    }

    static String offerId() {
        return "offer-" + text(13);
    }

    static String resaleAuthorizationId() {
        return "resaleauthz-" + text(13);
    }

    static String licenseArn() {
        return LICENSE_PREFIX + HexFormat.of().formatHex(bytes(16));
    }

    static String accountId() {
        return Long.toString(RANDOM.nextLong(100_000_000_000L, 1_000_000_000_000L));
    }

    /** 768 random bits, safe in URLs and forms. */
    public static String registrationToken() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(96));
    }

    private static String text(int length) {
        return RANDOM.ints(length, 0, ALPHABET.length())
                .mapToObj(ALPHABET::charAt)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
