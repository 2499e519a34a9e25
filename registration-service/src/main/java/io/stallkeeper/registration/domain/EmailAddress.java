package io.stallkeeper.registration.domain;

import java.net.IDN;
import java.util.regex.Pattern;

/**
 * What is taken for an e-mail address: whatever mail may be sent to, free-mail and plus addresses and international
 * ones included (marketplace-protocol 1.4). Only a delivery proves an address; this only finds slips.
 */
final class EmailAddress {

    private static final int MAX_LOCAL_PART = 64;
    private static final int MAX_DOMAIN = 253;
    private static final Pattern LOCAL_PART = Pattern.compile("[^\\s\\p{Cntrl}@<>()\\[\\],;:\\\\\"]+");
    private static final Pattern DOMAIN = Pattern.compile(
            "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+(?:xn--[a-z0-9-]{1,58}[a-z0-9]|[a-z]{2,63})",
            Pattern.CASE_INSENSITIVE);

    private EmailAddress() {}

    static boolean isPlausible(String text) {
        int at = text.lastIndexOf('@');
        return at > 0 && isLocalPart(text.substring(0, at)) && isDomain(text.substring(at + 1));
    }

    private static boolean isLocalPart(String text) {
        return text.length() <= MAX_LOCAL_PART
                && !text.startsWith(".")
                && !text.endsWith(".")
                && !text.contains("..")
                && LOCAL_PART.matcher(text).matches();
    }

    private static boolean isDomain(String text) {
        try {
            var ascii = IDN.toASCII(text, IDN.ALLOW_UNASSIGNED);
            return ascii.length() <= MAX_DOMAIN && DOMAIN.matcher(ascii).matches();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
