package io.stallkeeper.metering.domain.hour;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Under which identity each hour of a subscription is sent. A subscription that moves from a customer identifier to a
 * license does so between two hours, since AWS would bill an hour twice that is sent as both (marketplace-protocol
 * 4.3).
 *
 * @param since the first hour of the current identity
 * @param before the identity of earlier hours; null if it never changed
 */
public record Identities(
        SendAs current, Instant since, @Nullable SendAs before) {

    /** One that never changed. */
    public static Identities always(SendAs sendAs) {
        return new Identities(sendAs, Instant.MIN, null);
    }

    /** All dimensions of an hour have the same. */
    public SendAs at(Instant hour) {
        return before != null && hour.isBefore(since) ? before : current;
    }
}
