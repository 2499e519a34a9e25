package io.stallkeeper.metering.domain.product;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * AWS's units for one unit of the application's: a fraction of two decimals, so that a second is exactly 1/3600 hour.
 *
 * @param numerator more than 0
 * @param denominator more than 0
 */
public record UnitFactor(BigDecimal numerator, BigDecimal denominator) {

    /** The decimals that a converted quantity has at most. */
    public static final int DECIMALS = 18;

    public static final UnitFactor ONE = new UnitFactor(BigDecimal.ONE, BigDecimal.ONE);

    public UnitFactor {
        if (numerator.signum() <= 0 || denominator.signum() <= 0) {
            throw new IllegalArgumentException("a factor is more than 0");
        }
    }

    public static UnitFactor of(String numerator, String denominator) {
        return new UnitFactor(new BigDecimal(numerator), new BigDecimal(denominator));
    }

    public boolean isOne() {
        return numerator.compareTo(denominator) == 0;
    }

    /**
     * The quantity in AWS's units. Exact up to the {@value #DECIMALS}th decimal and rounded up there, so that 3 600
     * seconds are never a hair less than the hour that they are.
     */
    public BigDecimal apply(BigDecimal quantity) {
        if (isOne()) {
            return quantity;
        }
        return quantity.multiply(numerator)
                .divide(denominator, DECIMALS, RoundingMode.CEILING)
                .stripTrailingZeros();
    }
}
