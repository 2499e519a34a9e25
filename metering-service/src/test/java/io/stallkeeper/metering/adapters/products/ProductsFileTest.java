package io.stallkeeper.metering.adapters.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stallkeeper.metering.domain.product.Aggregation;
import io.stallkeeper.metering.domain.product.IdleHours;
import io.stallkeeper.metering.domain.product.IncludedPer;
import io.stallkeeper.metering.domain.product.MeteredDimension;
import io.stallkeeper.metering.domain.product.Pricing;
import io.stallkeeper.metering.domain.product.Product;
import io.stallkeeper.metering.domain.product.UnitFactor;
import io.stallkeeper.metering.domain.product.UsageMapping;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductsFileTest {

    private static final String UNKNOWN = " is unknown here; known are ";
    private static final String NO_NUMBER = " must be a number with at most 18 digits before and after the point";
    private static final String NO_CODE = " is no product code: 1 to 255 characters of a-z A-Z 0-9 - / = : _ . @";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void the_documented_example_says_what_its_comments_say() {
        var catalog = ProductsFile.read(Path.of("products.example.yaml"));

        assertThat(catalog.product("analytics-usage"))
                .contains(new Product(
                        "analytics-usage",
                        Pricing.USAGE,
                        IdleHours.ZERO_RECORD,
                        List.of(
                                new MeteredDimension("requests", Aggregation.SUM, null, new BigDecimal("0.0025")),
                                new MeteredDimension("compute_hours", Aggregation.SUM, null, null),
                                new MeteredDimension("peak_connections", Aggregation.MAX, null, null),
                                new MeteredDimension("stored_gb", Aggregation.LAST, null, null),
                                new MeteredDimension("active_users", Aggregation.UNIQUE_COUNT, null, null)),
                        List.of(
                                new UsageMapping("compute_seconds", "compute_hours", UnitFactor.of("1", "3600")),
                                new UsageMapping("stored_mb", "stored_gb", UnitFactor.of("0.001", "1")),
                                new UsageMapping("api_calls", "requests", UnitFactor.ONE))));
        assertThat(catalog.product("platform-contract"))
                .contains(new Product(
                        "platform-contract",
                        Pricing.CONTRACT,
                        IdleHours.NOTHING,
                        List.of(new MeteredDimension("seats", Aggregation.SUM, null, null)),
                        List.of()));
        assertThat(catalog.product("platform-overage"))
                .contains(new Product(
                        "platform-overage",
                        Pricing.CONTRACT_WITH_CONSUMPTION,
                        IdleHours.NOTHING,
                        List.of(
                                new MeteredDimension(
                                        "events", Aggregation.SUM, IncludedPer.MONTH, new BigDecimal("0.01")),
                                new MeteredDimension("backups", Aggregation.SUM, IncludedPer.TERM, null),
                                new MeteredDimension("support_calls", Aggregation.SUM, null, null)),
                        List.of()));
        assertThat(catalog.byCode()).hasSize(3);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "product: {} | product is unknown here; known are products",
                "products: {} | products must be a map with at least one entry",
                "products: [p] | products must be a map with at least one entry",
                "products: {'a b': {}} | products.\"a b\"" + NO_CODE,
                "products: {p: 1} | products.\"p\" must be a map",
                "products: {p: {dimensions: {d: {}}}} | products.\"p\".pricing is missing",
                "products: {p: {pricing: 7}} | products.\"p\".pricing must be text; quote it if it looks like a number",
                "products: {p: {pricing: free}} |"
                        + " products.\"p\".pricing is none of usage, contract, contract-with-consumption",
                "products: {p: {pricing: usage}} | products.\"p\".dimensions must be a map with at least one entry",
            })
    void a_mistake_in_a_product_is_told_by_its_field(String yaml, String message) throws IOException {
        assertRefused(yaml, message);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'d': | .dimensions.\"d\" must be a map",
                "'d ': {} | .dimensions.\"d \" is no name of 1 to 255 printable ASCII characters",
                "d: {agregation: sum} | .dimensions.\"d\".agregation" + UNKNOWN + "aggregation, included-per, price",
                "d: {aggregation: avg} | .dimensions.\"d\".aggregation is none of sum, max, last, unique-count",
                "d: {included-per: month} |"
                        + " .dimensions.\"d\".included-per is only for the pricing contract-with-consumption",
                "d: {price: cheap} | .dimensions.\"d\".price" + NO_NUMBER,
                "d: {price: 1.0e+999999999} | .dimensions.\"d\".price" + NO_NUMBER,
                "d: {price: -1} | .dimensions.\"d\".price must not be negative",
            })
    void a_mistake_in_a_dimension_is_told_by_its_field(String dimension, String message) throws IOException {
        assertRefused(
                "products: {p: {pricing: usage, dimensions: {%s}}}".formatted(dimension), "products.\"p\"" + message);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "idle-hours: never | .idle-hours is none of zero-record, nothing",
                "usage-names: {} | .usage-names must be a map with at least one entry",
                "usage-names: {d: {dimension: d}} | .usage-names.\"d\" is the name of a dimension already",
                "usage-names: {n: {}} | .usage-names.\"n\".dimension is missing",
                "usage-names: {n: {dimension: e}} | .usage-names.\"n\".dimension is no dimension of this product",
                "usage-names: {n: {dimension: d, unit: s}} | .usage-names.\"n\".unit" + UNKNOWN + "dimension, factor",
                "usage-names: {n: {dimension: u, factor: 2}} |"
                        + " .usage-names.\"n\".factor must be 1: a unique count counts keys, which have no unit",
            })
    void a_mistake_in_the_rest_of_a_product_is_told_by_its_field(String field, String message) throws IOException {
        assertRefused(
                "products: {p: {pricing: usage, dimensions: {d: {}, u: {aggregation: unique-count}}, %s}}"
                        .formatted(field),
                "products.\"p\"" + message);
    }

    @ParameterizedTest(name = "factor {0}")
    @CsvSource({"0", "-1", "1/0", "1/", "/2", "1/2/3", "ten", "1e400", "1e-400", "1.0e+999999999", "true"})
    void a_factor_is_a_number_above_0_or_a_fraction_of_two(String factor) throws IOException {
        var file = write(
                "products: {p: {pricing: usage, dimensions: {d: {}}, usage-names: {n: {dimension: d, factor: %s}}}}"
                        .formatted(factor));

        assertThatThrownBy(() -> ProductsFile.read(file))
                .isInstanceOf(InvalidProductsFile.class)
                .hasMessageStartingWith(file + ": products.\"p\".usage-names.\"n\".factor must be a number ");
    }

    @Test
    void a_contract_has_no_zero_records() throws IOException {
        assertRefused(
                "products: {p: {pricing: contract, idle-hours: zero-record, dimensions: {d: {}}}}",
                "products.\"p\".idle-hours must be nothing: a contract is never metered, not even with a zero record");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "products: {p: {pricing: usage, pricing: usage}} | is no YAML: Duplicate",
                "products: {p: {price: .nan}} | is no YAML: ",
                "products: { | is no YAML: ",
                "'' | must be a map",
            })
    void what_is_no_proper_yaml_is_told_with_the_file(String yaml, String message) {
        assertThatThrownBy(() -> ProductsFile.read(write(yaml)))
                .isInstanceOf(InvalidProductsFile.class)
                .hasMessageStartingWith(folder.resolve("products.yaml").toString())
                .hasMessageContaining(message);
    }

    @Test
    void a_file_that_is_not_there_or_too_large_is_told_by_its_name() throws IOException {
        var nowhere = folder.resolve("nowhere.yaml");
        assertThatThrownBy(() -> ProductsFile.read(nowhere))
                .isInstanceOf(InvalidProductsFile.class)
                .hasMessageStartingWith(nowhere + " can't be read: ");
        var large = write("#".repeat(1_048_577));
        assertThatThrownBy(() -> ProductsFile.read(large)).hasMessage(large + " is larger than 1048576 bytes");
    }

    private void assertRefused(String yaml, String message) throws IOException {
        var file = write(yaml);
        assertThatThrownBy(() -> ProductsFile.read(file))
                .isInstanceOf(InvalidProductsFile.class)
                .hasMessage(file + ": " + message);
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(folder.resolve("products.yaml"), yaml);
    }
}
