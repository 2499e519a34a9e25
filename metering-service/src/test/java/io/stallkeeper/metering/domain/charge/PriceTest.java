package io.stallkeeper.metering.domain.charge;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Currency;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceTest {

    @ParameterizedTest(name = "{0} units at {1} {2} are {3}")
    @CsvSource({
        "1000,       0.0025,   USD, 2.50",
        "2,          0.0025,   USD, 0.01",
        "1,          0.0049,   USD, 0.00",
        "2147483647, 0.000001, USD, 2147.48",
        "0.5,        0.01,     USD, 0.01",
        "3,          0.5,      JPY, 2",
        "0,          9.99,     EUR, 0.00",
    })
    void an_amount_is_rounded_once_to_the_currency_s_decimals(
            BigDecimal units, BigDecimal price, String currency, BigDecimal amount) {
        assertThat(new Price(price, Currency.getInstance(currency)).of(units)).isEqualTo(amount);
    }
}
