package io.stallkeeper.metering.domain.product;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A dimension that a product is metered in.
 *
 * @param dimension AWS's API identifier, case-sensitive (marketplace-protocol 4.1)
 * @param includedPer null if a contract includes nothing of it
 * @param price of one unit, in the currency of the listing; null if it isn't known
 */
public record MeteredDimension(
        String dimension,
        Aggregation aggregation,
        @Nullable IncludedPer includedPer,
        @Nullable BigDecimal price) {}
