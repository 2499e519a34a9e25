package io.stallkeeper.entitlement.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to "may this subscription use that dimension?". Whatever isn't known to be allowed isn't allowed.
 *
 * @param reason a stable word in kebab-case
 * @param entitlement what the answer rests on, where it rests on an entitlement
 */
public record Use(boolean allowed, String reason, @Nullable Entitlement entitlement) {

    public static final String GRANTED = "granted";
    public static final String USAGE_PRICED = "usage-priced";
    public static final String UNKNOWN_SUBSCRIPTION = "unknown-subscription";
    public static final String SUBSCRIPTION_PENDING = "subscription-pending";
    public static final String SUBSCRIPTION_ENDING = "subscription-ending";
    public static final String SUBSCRIPTION_ENDED = "subscription-ended";
    public static final String SUBSCRIPTION_FAILED = "subscription-failed";
    public static final String NOT_LOOKED_UP_YET = "not-looked-up-yet";
    public static final String NOT_GRANTED = "not-granted";
    public static final String TOO_FEW = "too-few";
    public static final String NOT_A_NUMBER = "not-a-number";

    /**
     * While a subscription ends, AWS still decides over contracts, and pay-as-you-go stops: no new billable work
     * (marketplace-protocol 2.3). Several entitlements of one dimension aren't added up: one of them must suffice.
     *
     * @param units at least so many; null asks whether anything is granted at all
     */
    public static Use of(String dimension, @Nullable BigDecimal units, Entitlements state, PricingModel pricing) {
        return switch (state) {
            case Entitlements.Unknown _, Entitlements.Alias _ -> no(UNKNOWN_SUBSCRIPTION);
            case Entitlements.Pending _ -> no(SUBSCRIPTION_PENDING);
            case Entitlements.Active(Knowledge known, Instant _) ->
                pricing.hasEntitlements() ? byEntitlement(dimension, units, known) : new Use(true, USAGE_PRICED, null);
            case Entitlements.Ending(Knowledge known, Instant _) ->
                pricing.hasEntitlements() ? byEntitlement(dimension, units, known) : no(SUBSCRIPTION_ENDING);
            case Entitlements.Ended _ -> no(SUBSCRIPTION_ENDED);
            case Entitlements.Failed _ -> no(SUBSCRIPTION_FAILED);
        };
    }

    private static Use byEntitlement(String dimension, @Nullable BigDecimal units, Knowledge known) {
        if (known.last() == null) {
            return no(NOT_LOOKED_UP_YET);
        }
        var granted = known.granted().stream()
                .filter(entitlement -> entitlement.dimension().equals(dimension))
                .toList();
        return granted.stream()
                .filter(entitlement -> suffices(entitlement.value(), units))
                .findFirst()
                .map(entitlement -> new Use(true, GRANTED, entitlement))
                .orElseGet(() -> refusal(granted));
    }

    private static boolean suffices(EntitlementValue value, @Nullable BigDecimal units) {
        return value.grantsSomething() && (units == null || value.grants(units));
    }

    private static Use refusal(List<Entitlement> granted) {
        if (granted.isEmpty()) {
            return no(NOT_GRANTED);
        }
        var first = granted.getFirst();
        if (!first.value().grantsSomething()) {
            return new Use(false, NOT_GRANTED, first);
        }
        return new Use(false, first.value().quantity() == null ? NOT_A_NUMBER : TOO_FEW, first);
    }

    private static Use no(String reason) {
        return new Use(false, reason, null);
    }
}
