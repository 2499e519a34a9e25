package io.stallkeeper.simulator.domain;

import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.agreement.CalendarLength;
import io.stallkeeper.simulator.domain.agreement.Entitlement;
import io.stallkeeper.simulator.domain.agreement.EntitlementValue;
import io.stallkeeper.simulator.domain.agreement.OfferKind;
import io.stallkeeper.simulator.domain.agreement.Resale;
import io.stallkeeper.simulator.domain.listing.Dimension;
import io.stallkeeper.simulator.domain.listing.Product;
import io.stallkeeper.simulator.domain.listing.ProductIdentity;
import io.stallkeeper.simulator.domain.refusal.Refusal;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a buyer may agree to (protocol page, 1.4 and 7). */
final class SubscriptionRules {
    private static final Pattern ACCOUNT_ID = Pattern.compile("[0-9]{12}");
    /** The longest contract that AWS knows is 60 months. */
    private static final Duration LONGEST = Duration.ofDays(5 * 366);

    /**
     * Far shorter than AWS's months. What renews itself does so a few thousand times in the longest jump of the clock.
     */
    private static final Duration SHORTEST = Duration.ofDays(1);

    private SubscriptionRules() {}

    /** The first reason against this subscription. */
    static Optional<Refusal> check(Subscription wish, Product product, TrialLength trialLength, Moment moment) {
        if (!ACCOUNT_ID.matcher(wish.accountId()).matches()) {
            return invalid("buyerAccountId: twelve digits");
        }
        return check(wish.duration(), moment.now())
                .or(() -> conditions(wish, product, trialLength, moment))
                .or(() -> check(wish.entitlements(), product));
    }

    /** The first reason against an agreement of this length that begins now. */
    static Optional<Refusal> check(@Nullable CalendarLength length, Instant now) {
        try {
            Duration span = span(length, now);
            return span != null && (span.compareTo(SHORTEST) < 0 || span.compareTo(LONGEST) > 0)
                    ? invalid("duration: from a day to five years")
                    : Optional.empty();
        } catch (DateTimeException _) {
            return invalid("duration: beyond the calendar");
        }
    }

    private static @Nullable Duration span(@Nullable CalendarLength length, Instant now) {
        return length == null ? null : Duration.between(now, length.from(now));
    }

    private static Optional<Refusal> conditions(
            Subscription wish, Product product, TrialLength trialLength, Moment moment) {
        Conditions conditions = wish.conditions();
        Resale resale = conditions.resale();
        if (resale != null && !ACCOUNT_ID.matcher(resale.resellerAccountId()).matches()) {
            return invalid("reseller: accountId has twelve digits");
        }
        boolean endless = wish.duration() == null && conditions.usualDuration(product.pricingModel()) == null;
        if (conditions.autoRenewal() && (endless || conditions.offerKind() == OfferKind.FREE_TRIAL)) {
            return invalid("autoRenewal: only for what has an end and is no free trial");
        }
        return trial(wish, trialLength, moment).or(() -> oneAtATime(wish, product, moment.marketplace()));
    }

    /** Each account once per product. */
    private static Optional<Refusal> trial(Subscription wish, TrialLength length, Moment moment) {
        if (wish.conditions().offerKind() != OfferKind.FREE_TRIAL) {
            return Optional.empty();
        }
        Optional<Refusal> wrongLength = length.check(span(wish.duration(), moment.now()));
        if (wrongLength.isPresent()) {
            return wrongLength;
        }
        boolean again = moment.marketplace().agreements().ofAccount(wish.productCode(), wish.accountId()).stream()
                .anyMatch(agreement -> agreement.terms().sale().offerKind() == OfferKind.FREE_TRIAL);
        return again
                ? Optional.of(RefusalCode.CONFLICT.because("the buyer has had a free trial of this product"))
                : Optional.empty();
    }

    private static Optional<Refusal> oneAtATime(Subscription wish, Product product, Marketplace marketplace) {
        if (product.identity() == ProductIdentity.LEGACY && hasCurrent(wish, marketplace)) {
            return Optional.of(RefusalCode.CONFLICT.because("the buyer has an agreement on this product already"));
        }
        return Optional.empty();
    }

    /** The first reason against a contract of these entitlements. */
    static Optional<Refusal> check(List<Entitlement> entitlements, Product product) {
        if (!product.pricingModel().hasContract()) {
            return entitlements.isEmpty() ? Optional.empty() : invalid("entitlements: a USAGE product grants none");
        }
        if (entitlements.isEmpty()) {
            return invalid("entitlements: a contract grants at least one");
        }
        if (entitlements.stream().map(Entitlement::dimension).distinct().count() != entitlements.size()) {
            return invalid("entitlements: a dimension is there twice");
        }
        return entitlements.stream()
                .map(Entitlement::dimension)
                .filter(key -> product.dimension(key)
                        .filter(SubscriptionRules::isEntitled)
                        .isEmpty())
                .findFirst()
                .flatMap(key -> invalid("entitlements: the product sells no units of " + key));
    }

    /** The reason against less than is granted: until its renewal a contract only grows (protocol page, 7). */
    static Optional<Refusal> noLess(List<Entitlement> granted, List<Entitlement> wished) {
        boolean isExchange =
                wished.stream().anyMatch(one -> of(one.dimension(), granted).isEmpty());
        boolean isLess = granted.stream().anyMatch(before -> of(before.dimension(), wished)
                .map(after -> units(after.value()) < units(before.value()))
                .orElse(!isExchange));
        return isLess
                ? Optional.of(RefusalCode.CONFLICT.because(
                        "entitlements: until its renewal a contract only grows; less takes a replacement"))
                : Optional.empty();
    }

    private static Optional<Entitlement> of(String dimension, List<Entitlement> entitlements) {
        return entitlements.stream()
                .filter(one -> one.dimension().equals(dimension))
                .findFirst();
    }

    /** Names of plans are neither less nor more than anything. */
    private static double units(EntitlementValue value) {
        return switch (value) {
            case EntitlementValue.OfInteger(int number) -> number;
            case EntitlementValue.OfDouble(double number) -> number;
            case EntitlementValue.OfBoolean(boolean isThere) -> isThere ? 1 : 0;
            case EntitlementValue.OfString _ -> Double.NaN;
        };
    }

    private static boolean isEntitled(Dimension dimension) {
        return dimension.kind().isEntitled();
    }

    private static boolean hasCurrent(Subscription wish, Marketplace marketplace) {
        return marketplace.agreements().ofAccount(wish.productCode(), wish.accountId()).stream()
                .anyMatch(Agreement::isCurrent);
    }

    private static Optional<Refusal> invalid(String message) {
        return Optional.of(RefusalCode.VALIDATION.because(message));
    }
}
