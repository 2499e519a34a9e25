package io.stallkeeper.registration.api.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stallkeeper.contracts.SubscriptionId;
import io.stallkeeper.registration.adapters.crypto.KeyRing;
import io.stallkeeper.registration.adapters.crypto.Sealed;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The names under which buyers reach their registration page, in place of any name that AWS gave: subscription and
 * expiry, sealed, so that nobody can read, make or prolong one. Whoever holds one may complete that registration while
 * it is valid; that is all it is good for.
 */
public final class Handles {

    private static final byte[] CONTEXT = "registration-handle".getBytes(UTF_8);
    private static final int MAX_LENGTH = 512;

    private final KeyRing keys;
    private final Duration life;
    private final Clock clock;

    public Handles(KeyRing keys, Duration life, Clock clock) {
        this.keys = keys;
        this.life = life;
        this.clock = clock;
    }

    /** What a handle turned out to be. */
    public sealed interface Reading {

        record Valid(SubscriptionId subscription) implements Reading {}

        record Expired() implements Reading {}

        /** Not one of ours, or made with a key that isn't in use any more. */
        record Forged() implements Reading {}
    }

    /** Safe in a URL's path. */
    public String issue(SubscriptionId subscription) {
        var id = subscription.value().getBytes(UTF_8);
        var plain = ByteBuffer.allocate(Long.BYTES + id.length)
                .putLong(clock.instant().plus(life).toEpochMilli())
                .put(id)
                .array();
        var sealed = Sealed.seal(keys.all().iterator().next(), CONTEXT, plain);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    public Reading read(String handle) {
        var plain = handle.length() > MAX_LENGTH ? null : open(handle);
        if (plain == null) {
            return new Reading.Forged();
        }
        var expiry = Instant.ofEpochMilli(plain.getLong());
        if (!clock.instant().isBefore(expiry)) {
            return new Reading.Expired();
        }
        return new Reading.Valid(new SubscriptionId(UTF_8.decode(plain).toString()));
    }

    private @Nullable ByteBuffer open(String handle) {
        byte[] sealed;
        try {
            sealed = Base64.getUrlDecoder().decode(handle);
        } catch (IllegalArgumentException e) {
            return null;
        }
        for (var key : keys.all()) {
            Optional<byte[]> plain = Sealed.open(key, CONTEXT, sealed);
            if (plain.isPresent()) {
                return ByteBuffer.wrap(plain.get());
            }
        }
        return null;
    }
}
