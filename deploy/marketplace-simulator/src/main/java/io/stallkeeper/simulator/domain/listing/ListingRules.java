package io.stallkeeper.simulator.domain.listing;

import io.stallkeeper.simulator.domain.refusal.Refusal;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a listing must satisfy before it is taken. */
public final class ListingRules {
    private static final Pattern PRODUCT_CODE = Pattern.compile("[-a-zA-Z0-9/=:_.@]{1,255}");
    private static final int MAX_DIMENSION_KEY_LENGTH = 255;
    /** Two for a migration, and some to look on. */
    private static final int MAX_ROUTES = 5;

    private ListingRules() {}

    /**
     * The first reason against listing this product, in place of the one listed before, if any.
     *
     * @param isSold whether there are agreements on it
     */
    public static Optional<Refusal> check(Product product, @Nullable Product before, boolean isSold) {
        if (!PRODUCT_CODE.matcher(product.productCode()).matches()) {
            return invalid("productCode: 1 to 255 letters, digits and characters of -/=:_.@");
        }
        if (product.dimensions().isEmpty()) {
            return invalid("dimensions: at least one is needed");
        }
        if (product.dimensions().stream().anyMatch(ListingRules::hasBadKey)) {
            return invalid("dimensions: a key has 1 to " + MAX_DIMENSION_KEY_LENGTH + " characters");
        }
        if (product.dimensions().stream().map(Dimension::key).distinct().count()
                != product.dimensions().size()) {
            return invalid("dimensions: a key is there twice");
        }
        return routes(product)
                .or(() -> identity(product, before))
                .or(() -> before != null && isSold ? agreed(product, before) : Optional.empty());
    }

    /** What buyers have agreed to stays: a dimension is immutable once created (protocol page, 4.1). */
    private static Optional<Refusal> agreed(Product product, Product before) {
        if (product.pricingModel() != before.pricingModel()) {
            return conflict("pricingModel: there are agreements on this product; it stays " + before.pricingModel());
        }
        return before.dimensions().stream()
                .filter(dimension -> !product.dimensions().contains(dimension))
                .findFirst()
                .flatMap(gone -> conflict("dimensions: there are agreements on this product; it keeps " + gone.key()
                        + " as " + gone.kind()));
    }

    private static Optional<Refusal> routes(Product product) {
        if (product.notifications().size() > MAX_ROUTES) {
            return invalid("notifications: at most " + MAX_ROUTES);
        }
        boolean bySns =
                product.notifications().stream().anyMatch(route -> route.form().isSns());
        return bySns && !product.identity().metersByProductCode()
                ? invalid("notifications: SNS names buyers by CustomerIdentifier, which this identity lacks")
                : Optional.empty();
    }

    private static Optional<Refusal> identity(Product product, @Nullable Product before) {
        if (before != null && before.identity() != product.identity() && !isMigration(before, product)) {
            return conflict("identity: only LEGACY can change, to MIGRATED");
        }
        return Optional.empty();
    }

    private static boolean hasBadKey(Dimension dimension) {
        return dimension.key().isEmpty() || dimension.key().length() > MAX_DIMENSION_KEY_LENGTH;
    }

    private static boolean isMigration(Product before, Product after) {
        return before.identity() == ProductIdentity.LEGACY && after.identity() == ProductIdentity.MIGRATED;
    }

    private static Optional<Refusal> conflict(String message) {
        return Optional.of(RefusalCode.CONFLICT.because(message));
    }

    private static Optional<Refusal> invalid(String message) {
        return Optional.of(RefusalCode.VALIDATION.because(message));
    }
}
