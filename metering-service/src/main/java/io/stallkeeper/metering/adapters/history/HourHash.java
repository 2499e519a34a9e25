package io.stallkeeper.metering.adapters.history;

import io.stallkeeper.metering.domain.hour.HourKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** 64 bits that stand for an hour of a dimension of a subscription, so that a batch needn't repeat their names. */
public final class HourHash {

    private HourHash() {}

    public static long of(HourKey key) {
        var name = key.subscriptionId() + "\n" + key.dimension() + "\n"
                + key.hour().getEpochSecond();
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
