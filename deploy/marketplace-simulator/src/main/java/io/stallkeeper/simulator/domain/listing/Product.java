package io.stallkeeper.simulator.domain.listing;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A SaaS product as its seller listed it. Without {@code notifications} nobody is told anything. */
public record Product(
        String productCode,
        String productId,
        ProductIdentity identity,
        PricingModel pricingModel,
        List<Dimension> dimensions,
        @Nullable String fulfillmentUrl,
        List<NotificationRoute> notifications) {

    public Product {
        dimensions = List.copyOf(dimensions);
        notifications = List.copyOf(notifications);
    }

    /**
     * The same, told of elsewhere and metered by license too: an older listing that moves over (protocol page, 3.8).
     */
    public Product migrated(List<NotificationRoute> routes) {
        return new Product(
                productCode, productId, ProductIdentity.MIGRATED, pricingModel, dimensions, fulfillmentUrl, routes);
    }

    /** The dimension of this key. */
    public Optional<Dimension> dimension(String key) {
        return dimensions.stream()
                .filter(dimension -> dimension.key().equals(key))
                .findFirst();
    }
}
