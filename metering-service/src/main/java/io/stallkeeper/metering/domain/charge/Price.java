package io.stallkeeper.metering.domain.charge;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/** What one unit costs the buyer. An amount is rounded once, half up, to the decimals of the currency. */
public record Price(BigDecimal ofOneUnit, Currency currency) {

    public BigDecimal of(BigDecimal units) {
        int decimals = Math.max(0, currency.getDefaultFractionDigits());
        return units.multiply(ofOneUnit).setScale(decimals, RoundingMode.HALF_UP);
    }
}
