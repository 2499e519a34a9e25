package io.stallkeeper.metering.domain.contract;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became known of a buyer's contract. Each says when AWS was asked. */
public sealed interface ContractEvent {

    String subscriptionId();

    Instant asOf();

    /**
     * From a moment on so much of a dimension is included; what was to hold from then on or later doesn't any more.
     *
     * @param termStart the beginning of the term, {@code from} if it is a new one
     * @param until the end of the term, null if AWS names none
     */
    record QuantityIncluded(
            String subscriptionId,
            String dimension,
            BigDecimal quantity,
            Instant from,
            Instant termStart,
            @Nullable Instant until,
            Instant asOf)
            implements ContractEvent {}

    /** From a moment on nothing of a dimension is included. */
    record InclusionEnded(String subscriptionId, String dimension, Instant from, Instant asOf)
            implements ContractEvent {}

    /** The first thing that became known is that no quantity of anything is included. */
    record NothingIncluded(String subscriptionId, Instant asOf) implements ContractEvent {}
}
