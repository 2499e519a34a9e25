package io.stallkeeper.simulator.api.aws.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signature Version 4 of exactly the headers that a request names. AWS's own signers can't be asked for it: they add
 * headers of theirs to what is signed, which many clients don't send.
 */
final class Signature {
    private static final String HMAC = "HmacSHA256";

    private Signature() {}

    /** The signature that a request has which was signed with this secret, in hex. */
    static String of(SignedRequest request, Credential credential, String timestamp, String secretAccessKey) {
        String toSign = String.join(
                "\n",
                "AWS4-HMAC-SHA256",
                timestamp,
                credential.scope(),
                sha256(canonical(request, credential).getBytes(StandardCharsets.UTF_8)));
        byte[] key = ("AWS4" + secretAccessKey).getBytes(StandardCharsets.UTF_8);
        for (String part : credential.scope().split("/", -1)) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(hmac(key, toSign));
    }

    /** Compared in constant time, as secrets are. */
    static boolean equal(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static String canonical(SignedRequest request, Credential credential) {
        String headers = credential.signedHeaders().stream()
                .map(name -> name + ":" + value(request, name) + "\n")
                .collect(Collectors.joining());
        String query = Arrays.stream(request.query().split("&", -1))
                .filter(parameter -> !parameter.isEmpty())
                .map(parameter -> parameter.contains("=") ? parameter : parameter + "=")
                .sorted()
                .collect(Collectors.joining("&"));
        return String.join(
                "\n",
                request.method(),
                request.path(),
                query,
                headers,
                String.join(";", credential.signedHeaders()),
                sha256(request.body().get()));
    }

    private static String value(SignedRequest request, String name) {
        return request.headers().apply(name.toLowerCase(Locale.ROOT)).stream()
                .map(value -> value.trim().replaceAll(" +", " "))
                .collect(Collectors.joining(","));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }
}
