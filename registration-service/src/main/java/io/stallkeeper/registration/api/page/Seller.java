package io.stallkeeper.registration.api.page;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What every page says of the seller: the guidelines want support contact and log-in on it (marketplace-protocol 1.4).
 *
 * @param listingUrl the product's page in AWS Marketplace, if the seller named it
 * @param nextSteps when and how a registered buyer gets access
 */
public record Seller(
        String name,
        String supportEmail,
        URI loginUrl,
        @Nullable URI listingUrl,
        String nextSteps) {}
