package io.stallkeeper.entitlement.domain;

import java.time.Instant;
import java.util.List;

/** What a subscription's entitlements are told. */
public sealed interface EntitlementsCommand {

    /** Something that another service said of the subscription, at AWS's time where AWS named one. */
    sealed interface Signal extends EntitlementsCommand {
        BuyerIdentity buyer();

        PricingModel pricing();

        Instant at();
    }

    /** The buyer registered, or AWS said that something changed. */
    record RequestLookup(BuyerIdentity buyer, PricingModel pricing, Instant at) implements Signal {}

    record ActivateSubscription(BuyerIdentity buyer, PricingModel pricing, Instant at) implements Signal {}

    record BeginToEnd(BuyerIdentity buyer, PricingModel pricing, Instant at) implements Signal {}

    record EndSubscription(BuyerIdentity buyer, PricingModel pricing, Instant at) implements Signal {}

    record FailSubscription(BuyerIdentity buyer, PricingModel pricing, Instant at) implements Signal {}

    /** The id is another name of that subscription's buyer. */
    record BecomeAlias(String of, Instant at) implements EntitlementsCommand {}

    /**
     * AWS answered.
     *
     * @param lookup how many lookups had been asked for when the call began
     * @param granted all pages
     * @param asOf when the call began
     */
    record RecordAnswer(long lookup, List<Entitlement> granted, Instant asOf) implements EntitlementsCommand {
        public RecordAnswer {
            granted = Entitlement.inOrder(granted);
        }
    }
}
