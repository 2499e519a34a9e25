package io.stallkeeper.metering.domain.contract;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be told about a buyer's contract. */
public sealed interface ContractCommand {

    String subscriptionId();

    /** AWS grants these quantities, by dimension, and no others. */
    record Grant(String subscriptionId, Map<String, Granted> byDimension, Instant asOf) implements ContractCommand {
        public Grant {
            byDimension = Map.copyOf(byDimension);
        }
    }

    /** AWS grants nothing any more. */
    record Revoke(String subscriptionId, Instant asOf) implements ContractCommand {}

    /**
     * A number that AWS grants of one dimension.
     *
     * @param quantity at least 0
     * @param until through when it is at least valid; null if AWS names no end
     */
    record Granted(BigDecimal quantity, @Nullable Instant until) {}
}
