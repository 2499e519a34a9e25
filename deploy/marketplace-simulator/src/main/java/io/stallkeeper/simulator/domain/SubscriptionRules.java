package io.stallkeeper.simulator.domain;

import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.agreement.Entitlement;
import io.stallkeeper.simulator.domain.listing.Dimension;
import io.stallkeeper.simulator.domain.listing.Product;
import io.stallkeeper.simulator.domain.listing.ProductIdentity;
import io.stallkeeper.simulator.domain.refusal.Refusal;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a buyer may agree to (protocol page, 1.4 and 7). */
final class SubscriptionRules {
    private static final Pattern ACCOUNT_ID = Pattern.compile("[0-9]{12}");
    /** The longest contract that AWS knows is 60 months. */
    private static final Duration LONGEST = Duration.ofDays(5 * 366);

    private SubscriptionRules() {}

    /** The first reason against this subscription. */
    static Optional<Refusal> check(Subscription wish, Product product, Marketplace marketplace) {
        if (!ACCOUNT_ID.matcher(wish.accountId()).matches()) {
            return invalid("buyerAccountId: twelve digits");
        }
        Duration duration = wish.duration();
        if (duration != null && (!duration.isPositive() || duration.compareTo(LONGEST) > 0)) {
            return invalid("duration: more than nothing, at most " + LONGEST);
        }
        if (product.identity() == ProductIdentity.LEGACY && hasCurrent(wish, marketplace)) {
            return Optional.of(RefusalCode.CONFLICT.because("the buyer has an agreement on this product already"));
        }
        return check(wish.entitlements(), product);
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
