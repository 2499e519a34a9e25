package io.stallkeeper.metering.adapters.products;

import io.stallkeeper.metering.domain.product.Aggregation;
import io.stallkeeper.metering.domain.product.IdleHours;
import io.stallkeeper.metering.domain.product.IncludedPer;
import io.stallkeeper.metering.domain.product.MeteredDimension;
import io.stallkeeper.metering.domain.product.Pricing;
import io.stallkeeper.metering.domain.product.Product;
import io.stallkeeper.metering.domain.product.UnitFactor;
import io.stallkeeper.metering.domain.product.UsageMapping;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The fields of one product. */
final class ProductFields {

    private static final Pattern NAME = Pattern.compile("[\\x21-\\x7E]([\\x20-\\x7E]{0,253}[\\x21-\\x7E])?");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,18})?");

    private ProductFields() {}

    static Product read(String code, YamlField product) {
        product.withOnly(Set.of("pricing", "idle-hours", "dimensions", "usage-names"));
        var pricing = product.field("pricing").oneOf(Pricing.class);
        var dimensions = new LinkedHashMap<String, MeteredDimension>();
        product.field("dimensions")
                .entries()
                .forEach((name, field) -> dimensions.put(name, dimension(name, field, pricing)));
        return new Product(
                code,
                pricing,
                idleHours(product.field("idle-hours"), pricing),
                List.copyOf(dimensions.values()),
                mappings(product.field("usage-names"), dimensions));
    }

    private static IdleHours idleHours(YamlField field, Pricing pricing) {
        if (field.isMissing()) {
            return pricing == Pricing.CONTRACT ? IdleHours.NOTHING : IdleHours.ZERO_RECORD;
        }
        var idleHours = field.oneOf(IdleHours.class);
        if (pricing == Pricing.CONTRACT && idleHours == IdleHours.ZERO_RECORD) {
            throw field.invalid("must be nothing: a contract is never metered, not even with a zero record");
        }
        return idleHours;
    }

    private static MeteredDimension dimension(String name, YamlField field, Pricing pricing) {
        requireName(name, field);
        field.withOnly(Set.of("aggregation", "included-per", "price"));
        var aggregation = field.field("aggregation");
        var includedPer = field.field("included-per");
        var price = field.field("price");
        if (!includedPer.isMissing() && pricing != Pricing.CONTRACT_WITH_CONSUMPTION) {
            throw includedPer.invalid("is only for the pricing contract-with-consumption");
        }
        return new MeteredDimension(
                name,
                aggregation.isMissing() ? Aggregation.SUM : aggregation.oneOf(Aggregation.class),
                includedPer.isMissing() ? null : includedPer.oneOf(IncludedPer.class),
                price.isMissing() ? null : price(price));
    }

    private static BigDecimal price(YamlField field) {
        var price = field.decimal();
        if (price.signum() < 0) {
            throw field.invalid("must not be negative");
        }
        return price;
    }

    private static List<UsageMapping> mappings(YamlField usageNames, Map<String, MeteredDimension> dimensions) {
        if (usageNames.isMissing()) {
            return List.of();
        }
        var mappings = new ArrayList<UsageMapping>();
        usageNames.entries().forEach((name, field) -> mappings.add(mapping(name, field, dimensions)));
        return mappings;
    }

    private static UsageMapping mapping(String name, YamlField field, Map<String, MeteredDimension> dimensions) {
        requireName(name, field);
        field.withOnly(Set.of("dimension", "factor"));
        if (dimensions.containsKey(name)) {
            throw field.invalid("is the name of a dimension already");
        }
        var dimension = dimensions.get(field.field("dimension").text());
        if (dimension == null) {
            throw field.field("dimension").invalid("is no dimension of this product");
        }
        var factor = field.field("factor").isMissing() ? UnitFactor.ONE : factor(field.field("factor"));
        if (dimension.aggregation() == Aggregation.UNIQUE_COUNT && !factor.isOne()) {
            throw field.field("factor").invalid("must be 1: a unique count counts keys, which have no unit");
        }
        return new UsageMapping(name, dimension.dimension(), factor);
    }

    private static UnitFactor factor(YamlField field) {
        var text = field.value().isNumber()
                ? field.decimal().toPlainString()
                : field.value().asText();
        var slash = text.indexOf('/');
        var numerator = slash < 0 ? text : text.substring(0, slash);
        var denominator = slash < 0 ? "1" : text.substring(slash + 1);
        if (!DECIMAL.matcher(numerator).matches()
                || !DECIMAL.matcher(denominator).matches()
                || new BigDecimal(numerator).signum() == 0
                || new BigDecimal(denominator).signum() == 0) {
            throw field.invalid("must be a number above 0 or a fraction of two, such as 0.001 or 1/3600");
        }
        return UnitFactor.of(numerator, denominator);
    }

    private static void requireName(String name, YamlField field) {
        if (!NAME.matcher(name).matches()) {
            throw field.invalid("is no name of 1 to 255 printable ASCII characters");
        }
    }
}
