package io.stallkeeper.simulator.api.aws.signature;

import org.jspecify.annotations.Nullable;

/** Credentials that are known here; temporary ones have a session token as well. Never printed. */
public record SellerKey(
        String accessKeyId,
        String secretAccessKey,
        @Nullable String sessionToken) {

    /** Reads {@code <access key id>:<secret access key>} or {@code <…>:<…>:<session token>}. */
    public static SellerKey of(String text) {
        String[] parts = text.split(":", 3);
        if (parts.length < 2 || parts[0].isBlank() || parts[1].isBlank()) {
            throw new IllegalArgumentException("simulator.sigv4.credentials: <access key id>:<secret access key>");
        }
        return new SellerKey(parts[0], parts[1], parts.length == 3 ? parts[2] : null);
    }

    @Override
    public String toString() {
        return "SellerKey[" + accessKeyId + "]";
    }
}
