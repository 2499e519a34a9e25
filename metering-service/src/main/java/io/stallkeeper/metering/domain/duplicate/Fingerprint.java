package io.stallkeeper.metering.domain.duplicate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * What a usage event is known again by: 112 bits of the SHA-256 of its source and its id. Among 100 million events two
 * share one with a probability of 10<sup>-18</sup>.
 *
 * @param low its lowest 16 bits are 0
 */
public record Fingerprint(long high, long low) {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(Fingerprint::sha256);

    public static Fingerprint of(String source, String id) {
        var digest = SHA_256.get();
        digest.update(source.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        var hash = digest.digest(id.getBytes(StandardCharsets.UTF_8));
        return new Fingerprint((long) LONG.get(hash, 0), (long) LONG.get(hash, Long.BYTES) & ~0xFFFFL);
    }

    /** Any of its bits will do. */
    @Override
    public int hashCode() {
        return Long.hashCode(high);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fingerprint(long otherHigh, long otherLow) && high == otherHigh && low == otherLow;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
