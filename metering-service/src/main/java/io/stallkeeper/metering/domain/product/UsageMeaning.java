package io.stallkeeper.metering.domain.product;

import io.stallkeeper.metering.domain.hour.MeteredHour;
import io.stallkeeper.metering.domain.usage.ReportedUsage;
import java.math.BigDecimal;
import java.util.Optional;

/** What usage under a name counts as in a product. The same for all events of the name, so it may be kept. */
public sealed interface UsageMeaning {

    /**
     * It counts in a dimension of AWS's.
     *
     * @param factor the dimension's units for one reported unit
     */
    record Counted(String dimension, Aggregation aggregation, UnitFactor factor) implements UsageMeaning {

        private static final BigDecimal MAX_QUANTITY = BigDecimal.valueOf(MeteredHour.MAX_QUANTITY);

        /** In the dimension's units. */
        public BigDecimal quantityOf(ReportedUsage usage) {
            return factor.apply(usage.quantity());
        }

        /** Why this event can't be counted here, in kebab-case, such as tags where there is nothing to divide. */
        public Optional<String> obstacleOf(ReportedUsage usage) {
            if (!usage.tags().isEmpty() && aggregation != Aggregation.SUM) {
                return Optional.of("tags-without-sum");
            }
            if (usage.uniqueKey() == null && aggregation == Aggregation.UNIQUE_COUNT) {
                return Optional.of("no-unique-key");
            }
            if (quantityOf(usage).compareTo(MAX_QUANTITY) > 0) {
                return Optional.of("quantity-out-of-range");
            }
            return Optional.empty();
        }
    }

    /** The product isn't metered at all: such usage is rejected. */
    record Unmetered() implements UsageMeaning {}

    /**
     * The product is metered, but its description lacks the dimension. That may be a mistake in the description, so
     * such usage waits until it is mended.
     */
    record Undescribed() implements UsageMeaning {

        /** Why such usage isn't counted, in kebab-case. */
        public static final String REASON = "unknown-dimension";
    }

    /** It depends on the product, which isn't known yet: such usage waits. */
    record Undecided() implements UsageMeaning {}

    static UsageMeaning counted(MeteredDimension dimension, UnitFactor factor) {
        return new Counted(dimension.dimension(), dimension.aggregation(), factor);
    }
}
