package io.stallkeeper.entitlement.domain;

import io.stallkeeper.entitlement.domain.EntitlementsEvent.BuyerIdentified;
import io.stallkeeper.entitlement.domain.EntitlementsEvent.EntitlementsGranted;
import io.stallkeeper.entitlement.domain.EntitlementsEvent.LookupRequested;
import io.stallkeeper.entitlement.domain.EntitlementsEvent.SubscriptionActivated;
import java.time.Instant;
import java.util.List;

/** A buyer of ten seats, in every stage of a life. */
final class Samples {

    static final Instant NOON = Instant.parse("2026-08-20T12:00:00Z");
    static final BuyerIdentity BUYER = BuyerIdentity.ofLicense("product", "arn:aws:license-manager::1:license:l-0f3a");
    static final Instant EXPIRES = NOON.plusSeconds(86_400 * 365L);
    static final Entitlement TEN_SEATS = new Entitlement("seats", EntitlementValue.of(10), EXPIRES);
    static final List<EntitlementsEvent> ACTIVATED =
            List.of(new BuyerIdentified(BUYER), new SubscriptionActivated(at(0)), new LookupRequested(1, at(0)));

    private Samples() {}

    static Instant at(int minute) {
        return NOON.plusSeconds(60L * minute);
    }

    static EntitlementsGranted granted(int lookup, int minute, Entitlement... entitlements) {
        return new EntitlementsGranted(lookup, List.of(entitlements), at(minute));
    }

    static EntitlementsEvent[] and(List<EntitlementsEvent> past, EntitlementsEvent... more) {
        var all = new java.util.ArrayList<>(past);
        all.addAll(List.of(more));
        return all.toArray(EntitlementsEvent[]::new);
    }

    static Entitlements state(EntitlementsEvent... past) {
        return new EntitlementsDecider().fold(new Entitlements.Unknown(), List.of(past));
    }
}
