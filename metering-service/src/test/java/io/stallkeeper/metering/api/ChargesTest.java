package io.stallkeeper.metering.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.stallkeeper.metering.adapters.postgres.ChargeQueries;
import io.stallkeeper.metering.adapters.postgres.ChargeQueries.MonthOfDimension;
import io.stallkeeper.metering.domain.product.Aggregation;
import io.stallkeeper.metering.domain.product.IdleHours;
import io.stallkeeper.metering.domain.product.MeteredDimension;
import io.stallkeeper.metering.domain.product.Pricing;
import io.stallkeeper.metering.domain.product.Product;
import io.stallkeeper.metering.domain.product.ProductCatalog;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChargesTest {

    private static final MeteredDimension REQUESTS =
            new MeteredDimension("requests", Aggregation.SUM, null, BigDecimal.TWO);

    private static final ProductCatalog PRODUCTS = new ProductCatalog(
            Map.of("p", new Product("p", Pricing.USAGE, IdleHours.NOTHING, List.of(REQUESTS), List.of())));

    @Test
    void a_month_with_more_lines_than_are_told_is_not_complete() {
        assertThat(chargesOf(ChargeQueries.MAX_LINES).complete()).isTrue();

        var tooMany = chargesOf(ChargeQueries.MAX_LINES + 1);

        assertThat(tooMany.complete()).isFalse();
        assertThat(tooMany.lines()).hasSize(ChargeQueries.MAX_LINES);
    }

    private static Charges chargesOf(int lines) {
        var line = new MonthOfDimension("p", "requests", BigDecimal.ONE, BigDecimal.ZERO, BigDecimal.ZERO);
        return Charges.of(
                YearMonth.of(2026, 8), Collections.nCopies(lines, line), PRODUCTS, Currency.getInstance("USD"));
    }
}
