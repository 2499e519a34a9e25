package io.stallkeeper.subscription.domain;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What one notification of AWS says about a subscription.
 *
 * @param at the time that AWS gave the notification: it decides, not the time of arrival
 * @param agreementId where the notification named one
 * @param license that it is about, where the buyer has another name besides; null if the life is that license's alone
 */
public record Signal(
        String notificationId,
        Kind kind,
        Instant at,
        @Nullable String agreementId,
        @Nullable BuyerIdentity license) implements Comparable<Signal> {

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

    public Signal of(BuyerIdentity told) {
        return new Signal(notificationId, kind, at, agreementId, told);
    }

    /** Whether it says that something is over. */
    boolean isEnd() {
        return switch (kind) {
            case ENDING, DEPROVISIONED, CLOSED -> true;
            case FAILED, ACTIVATED, ENTITLEMENTS_CHANGED -> false;
        };
    }

    /** Whether the two name different licenses, or different agreements; where one isn't told, it may be the same. */
    boolean isOfAnother(Signal other) {
        if (license != null && other.license != null) {
            return !license.equals(other.license);
        }
        return agreementId != null && other.agreementId != null && !agreementId.equals(other.agreementId);
    }

    @Override
    public int compareTo(Signal other) {
        return ORDER.compare(this, other);
    }
}
