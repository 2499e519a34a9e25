package io.stallkeeper.metering.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stallkeeper.metering.adapters.postgres.ChargeQueries;
import io.stallkeeper.metering.adapters.postgres.ChargeQueries.MonthOfDimension;
import io.stallkeeper.metering.domain.charge.Price;
import io.stallkeeper.metering.domain.product.MeteredDimension;
import io.stallkeeper.metering.domain.product.ProductCatalog;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the usage of a month is expected to bring, at the prices of the product catalog as it is now. */
@Schema(
        description =
                "What the usage of a UTC month is expected to bring, at the catalog's prices as they are now. Prices of"
                        + " private offers, tiers and earlier prices are not known here. Each amount is rounded half up to the currency's"
                        + " decimals; the totals add the rounded amounts.")
public record Charges(
        @Schema(description = "The UTC month.", examples = "2026-08")
        String month,

        @Schema(description = "ISO 4217 code of the listing's currency.", examples = "USD")
        String currency,

        @Schema(description = "By product and dimension.") List<Line> lines,

        @Schema(description = "Of the lines that have a price.")
        Amounts total,

        @Schema(description = "False if a line has units and no price, or if there are more lines than these.")
        boolean complete) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ChargeLine", description = "One dimension of one product.")
    public record Line(
            @Schema(description = "AWS's product code; empty while it isn't known.")
            String productCode,

            @Schema(description = "AWS's API identifier of what is counted.", examples = "requests")
            String dimension,

            @Schema(description = "Of one unit; absent if the catalog has none.", examples = "0.0025") @Nullable
            BigDecimal price,

            @Schema(description = "Units by what became of them.")
            Amounts units,

            @Schema(description = "Money by what became of the units; absent without a price.") @Nullable
            Amounts amounts) {}

    @Schema(description = "By what became of it.")
    public record Amounts(
            @Schema(description = "AWS bills it.", examples = "1000")
            BigDecimal accepted,

            @Schema(description = "AWS may still bill it.", examples = "12.5")
            BigDecimal pending,

            @Schema(description = "Refused or expired: nobody will pay for it.", examples = "0")
            BigDecimal lost) {

        Amounts map(Function<BigDecimal, BigDecimal> change) {
            return new Amounts(change.apply(accepted), change.apply(pending), change.apply(lost));
        }

        Amounts plus(Amounts other) {
            return new Amounts(accepted.add(other.accepted), pending.add(other.pending), lost.add(other.lost));
        }
    }

    static Charges of(YearMonth month, List<MonthOfDimension> units, ProductCatalog products, Currency currency) {
        var lines = units.stream()
                .limit(ChargeQueries.MAX_LINES)
                .map(line -> line(line, products, currency))
                .toList();
        var nothing = new Price(BigDecimal.ZERO, currency).of(BigDecimal.ZERO);
        var total = lines.stream()
                .map(Line::amounts)
                .filter(Objects::nonNull)
                .reduce(new Amounts(nothing, nothing, nothing), Amounts::plus);
        var complete = units.size() == lines.size() && lines.stream().allMatch(line -> line.amounts() != null);
        return new Charges(month.toString(), currency.getCurrencyCode(), lines, total, complete);
    }

    private static Line line(MonthOfDimension of, ProductCatalog products, Currency currency) {
        var price = products.product(of.productCode())
                .flatMap(product -> product.dimension(of.dimension()))
                .map(MeteredDimension::price)
                .orElse(null);
        var units = new Amounts(of.accepted(), of.pending(), of.lost());
        return new Line(
                of.productCode(),
                of.dimension(),
                price,
                units,
                price == null ? null : units.map(new Price(price, currency)::of));
    }
}
