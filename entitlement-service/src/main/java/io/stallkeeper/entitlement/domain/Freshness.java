package io.stallkeeper.entitlement.domain;

import io.stallkeeper.entitlement.domain.Entitlements.Active;
import io.stallkeeper.entitlement.domain.Entitlements.Alias;
import io.stallkeeper.entitlement.domain.Entitlements.Ended;
import io.stallkeeper.entitlement.domain.Entitlements.Ending;
import io.stallkeeper.entitlement.domain.Entitlements.Failed;
import io.stallkeeper.entitlement.domain.Entitlements.Pending;
import io.stallkeeper.entitlement.domain.Entitlements.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * When an answer is stale: AWS may by now say something else, and ought to have been asked.
 *
 * @param patience how long a lookup may be due, or an entitlement past its expiration date, before it counts
 * @param maxAge how old the newest answer of AWS may be
 */
public record Freshness(Duration patience, Duration maxAge) {

    public boolean isStale(Entitlements state, PricingModel pricing, Instant now) {
        return pricing.hasEntitlements()
                && switch (state) {
                    case Pending(Knowledge known) -> isStale(known, now);
                    case Active(Knowledge known, Instant _) -> isStale(known, now);
                    case Ending(Knowledge known, Instant _) -> isStale(known, now);
                    case Unknown _, Alias _, Ended _, Failed _ -> false;
                };
    }

    private boolean isStale(Knowledge known, Instant now) {
        var impatientSince = now.minus(patience);
        if (known.dueSince() != null && known.dueSince().isBefore(impatientSince)) {
            return true;
        }
        var last = known.last();
        return last != null && (last.asOf().isBefore(now.minus(maxAge)) || hasExpiredUnasked(last, impatientSince));
    }

    /** The date alone revokes nothing: with a renewal it moves, and only AWS knows (marketplace-protocol 5). */
    private static boolean hasExpiredUnasked(Observation last, Instant impatientSince) {
        return last.granted().stream()
                .map(Entitlement::expirationDate)
                .filter(Objects::nonNull)
                .anyMatch(expires -> last.asOf().isBefore(expires) && expires.isBefore(impatientSince));
    }
}
