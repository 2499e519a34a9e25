package io.stallkeeper.subscription.domain;

import java.time.Instant;
import java.util.List;

/** A buyer, times of one day, and the signals that tests tell stories with. */
final class Samples {

    static final BuyerIdentity LICENSED = new BuyerIdentity(
            "product-1", "arn:aws:license-manager::294406891311:license:l-0f3a", "111122223333", null);

    static final BuyerIdentity CUSTOMER = new BuyerIdentity("product-1", null, null, "X01EXAMPLEX");

    static final String AGREEMENT = "agmt-1";

    private Samples() {}

    /** Of the one day that all stories play on. */
    static Instant at(String time) {
        return Instant.parse("2026-08-20T" + time + ":00Z");
    }

    static Signal signal(Signal.Kind kind, String time) {
        return new Signal(kind + " at " + time, kind, at(time), AGREEMENT, null);
    }

    /** Of one of several agreements, each with a license. */
    static Signal told(BuyerIdentity license, String agreementId, Signal.Kind kind, String time) {
        return new Signal(agreementId + " " + kind + " at " + time, kind, at(time), agreementId, license);
    }

    static BuyerIdentity license(String id) {
        return new BuyerIdentity(
                "product-1", "arn:aws:license-manager::294406891311:license:" + id, "111122223333", null);
    }

    static SubscriptionEvent noted(Signal.Kind kind, String time) {
        return new SubscriptionEvent.SignalNoted(signal(kind, time));
    }

    static Life life(BuyerIdentity buyer, Signal... signals) {
        return new Life(buyer, false, List.of(signals));
    }
}
