package io.stallkeeper.metering.domain.contract;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a contract includes of one dimension from one moment until the next allowance begins.
 *
 * @param termStart the beginning of the contract's term that it belongs to: what is used counts from there
 * @param quantity units included in the term, or in each UTC month of it
 * @param until the end of the term as AWS knows it; null if it names none
 */
public record Allowance(
        Instant from,
        Instant termStart,
        BigDecimal quantity,
        @Nullable Instant until) {

    /** Nothing is included from then on. */
    public static Allowance none(Instant from) {
        return new Allowance(from, from, BigDecimal.ZERO, null);
    }

    /** Whether nothing is included. */
    public boolean isNone() {
        return quantity.signum() == 0 && until == null;
    }
}
