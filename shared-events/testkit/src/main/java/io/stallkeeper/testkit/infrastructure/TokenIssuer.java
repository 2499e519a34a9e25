package io.stallkeeper.testkit.infrastructure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.Stream;

/** Issues bearer tokens with a key of its own, and tells services the key set to check them by. */
public final class TokenIssuer {

    private static final String KEY_ID = "stallkeeper-local";
    private static final Duration TOKEN_LIFE = Duration.ofHours(1);
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final RSAPrivateCrtKey key;

    /** With a key that nobody ever had before. */
    public TokenIssuer() {
        this(newKey());
    }

    private TokenIssuer(RSAPrivateCrtKey key) {
        this.key = key;
    }

    /** With the key that the file holds (PKCS #8); makes both if there is no such file. */
    public static TokenIssuer withKeyIn(Path file) {
        try {
            if (!Files.exists(file)) {
                var issuer = new TokenIssuer();
                Files.write(file, issuer.key.getEncoded());
                return issuer;
            }
            var spec = new PKCS8EncodedKeySpec(Files.readAllBytes(file));
            return new TokenIssuer(
                    (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(spec));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(file + " holds no RSA key", e);
        }
    }

    /**
     * A token that is good for an hour.
     *
     * @param roles of {@code usage-reporter}, {@code entitlement-reader}, {@code operator}
     */
    public String tokenFor(String... roles) {
        var now = Instant.now();
        var groups = Stream.of(roles).map(role -> '"' + role + '"').collect(joining(","));
        var header = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"%s\"}".formatted(KEY_ID);
        var claims =
                "{\"iss\":\"stallkeeper\",\"aud\":\"stallkeeper\",\"sub\":\"local\",\"groups\":[%s],\"iat\":%d,\"exp\":%d,\"jti\":\"%s\"}"
                        .formatted(
                                groups,
                                now.getEpochSecond(),
                                now.plus(TOKEN_LIFE).getEpochSecond(),
                                UUID.randomUUID());
        var signed =
                BASE64.encodeToString(header.getBytes(UTF_8)) + '.' + BASE64.encodeToString(claims.getBytes(UTF_8));
        return signed + '.' + BASE64.encodeToString(signature(signed));
    }

    /** Writes the public key as a JSON Web Key Set. */
    public Path writeKeySet(Path file) {
        var json = """
                {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"%s","n":"%s","e":"%s"}]}
                """.formatted(KEY_ID, unsigned(key.getModulus()), unsigned(key.getPublicExponent()));
        try {
            return Files.writeString(file, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] signature(String signed) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(signed.getBytes(UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform signs with RSA", e);
        }
    }

    private static RSAPrivateCrtKey newKey() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }

    private static String unsigned(BigInteger number) {
        var bytes = number.toByteArray();
        return BASE64.encodeToString(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }
}
