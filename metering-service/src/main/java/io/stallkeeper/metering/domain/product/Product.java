package io.stallkeeper.metering.domain.product;

import java.util.List;
import java.util.Optional;

/**
 * A product as the seller describes it.
 *
 * @param code AWS's product code
 * @param dimensions those that are metered, each once
 * @param mappings names of usage that mean one of the dimensions, each once
 */
public record Product(
        String code,
        Pricing pricing,
        IdleHours idleHours,
        List<MeteredDimension> dimensions,
        List<UsageMapping> mappings) {

    public Product {
        dimensions = List.copyOf(dimensions);
        mappings = List.copyOf(mappings);
    }

    /** Whether AWS is told of hours without usage; never of a contract, which isn't metered. */
    public boolean recordsIdleHours() {
        return idleHours == IdleHours.ZERO_RECORD && pricing != Pricing.CONTRACT;
    }

    /** By AWS's API identifier. */
    public Optional<MeteredDimension> dimension(String name) {
        return dimensions.stream()
                .filter(dimension -> dimension.dimension().equals(name))
                .findFirst();
    }

    public Optional<UsageMapping> mapping(String usageName) {
        return mappings.stream()
                .filter(mapping -> mapping.usageName().equals(usageName))
                .findFirst();
    }

    /** What usage reported under the name counts as: a dimension, or another name of one. */
    public UsageMeaning meaningOf(String usageName) {
        return mapping(usageName)
                .flatMap(mapping -> dimension(mapping.dimension())
                        .map(dimension -> UsageMeaning.counted(dimension, mapping.factor())))
                .or(() -> dimension(usageName).map(dimension -> UsageMeaning.counted(dimension, UnitFactor.ONE)))
                .orElseGet(() ->
                        pricing == Pricing.CONTRACT ? new UsageMeaning.Unmetered() : new UsageMeaning.Undescribed());
    }
}
