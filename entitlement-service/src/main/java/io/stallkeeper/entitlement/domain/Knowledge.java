package io.stallkeeper.entitlement.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a buyer's entitlements, and whether AWS is to be asked again.
 *
 * @param buyer by what AWS is asked
 * @param lookups how many lookups have been asked for; an answer names the last one that it answers, so that a request
 *     made while a call is under way is never taken for answered, whatever the clocks of the replicas say
 * @param dueSince when the oldest unanswered request was made; null while none is open
 * @param last the newest answer, null before the first
 */
public record Knowledge(
        BuyerIdentity buyer,
        long lookups,
        @Nullable Instant dueSince,
        @Nullable Observation last) {

    static Knowledge of(BuyerIdentity buyer) {
        return new Knowledge(buyer, 0, null, null);
    }

    /** What is granted as far as known. Unknown means none. */
    public List<Entitlement> granted() {
        return last == null ? List.of() : last.granted();
    }

    Knowledge of(BuyerIdentity other, long sameLookups) {
        return new Knowledge(other, sameLookups, dueSince, last);
    }

    Knowledge requested(long lookup, Instant at) {
        if (lookup != lookups + 1) {
            throw new IllegalStateException("lookup " + lookup + " follows " + lookups);
        }
        return new Knowledge(buyer, lookup, dueSince == null ? at : dueSince, last);
    }

    /** A request that came while this answer was on its way stays open, since the answer's beginning at the latest. */
    Knowledge answered(long lookup, List<Entitlement> granted, Instant asOf) {
        if (lookup > lookups) {
            throw new IllegalStateException("lookup " + lookup + " was never asked for");
        }
        return new Knowledge(buyer, lookups, lookup == lookups ? null : asOf, new Observation(granted, asOf));
    }

    /** Nothing is granted and nothing is to be looked up any more; the count of lookups goes on if it begins anew. */
    Knowledge closed() {
        return new Knowledge(buyer, lookups, null, null);
    }
}
