package io.stallkeeper.subscription.domain;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What one notification of AWS says about a subscription.
 *
 * @param at the time that AWS gave the notification: it decides, not the time of arrival
 * @param agreementId where the notification named one
 */
public record Signal(
        String notificationId,
        Kind kind,
        Instant at,
        @Nullable String agreementId) implements Comparable<Signal> {

    /** In the order that counts at one and the same instant: the end wins (marketplace-protocol 2.3, 3.7). */
    public enum Kind {
        /** {@code subscribe-fail}. */
        FAILED,
        /** {@code subscribe-success}, {@code License Updated}. */
        ACTIVATED,
        /** {@code entitlement-updated}. */
        ENTITLEMENTS_CHANGED,
        /** {@code unsubscribe-pending}, {@code Purchase Agreement Ended} without a successor. */
        ENDING,
        /** {@code License Deprovisioned}: this license will not come back. */
        DEPROVISIONED,
        /** {@code unsubscribe-success}: AWS takes no records any more. */
        CLOSED
    }

    private static final Comparator<Signal> ORDER =
            Comparator.comparing(Signal::at).thenComparing(Signal::kind).thenComparing(Signal::notificationId);

    @Override
    public int compareTo(Signal other) {
        return ORDER.compare(this, other);
    }
}
