package io.stallkeeper.metering.domain.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.stallkeeper.metering.domain.usage.ReportedUsage;
import io.stallkeeper.metering.domain.usage.UsageTags;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductCatalogTest {

    private static final UnitFactor SECONDS_TO_HOURS = UnitFactor.of("1", "3600");

    private static final Product ANALYTICS = new Product(
            "analytics",
            Pricing.USAGE,
            IdleHours.ZERO_RECORD,
            List.of(
                    dimension("requests", Aggregation.SUM),
                    dimension("hours", Aggregation.SUM),
                    dimension("peak", Aggregation.MAX),
                    dimension("users", Aggregation.UNIQUE_COUNT)),
            List.of(new UsageMapping("seconds", "hours", SECONDS_TO_HOURS)));

    private static final Product STORAGE = new Product(
            "storage",
            Pricing.USAGE,
            IdleHours.NOTHING,
            List.of(dimension("requests", Aggregation.SUM), dimension("seconds", Aggregation.SUM)),
            List.of());

    private final ProductCatalog catalog = new ProductCatalog(Map.of("analytics", ANALYTICS, "storage", STORAGE));

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource({
        "analytics, requests, Counted[dimension=requests; aggregation=SUM; factor=1]",
        "analytics, seconds, Counted[dimension=hours; aggregation=SUM; factor=1/3600]",
        "analytics, peak, Counted[dimension=peak; aggregation=MAX; factor=1]",
        "analytics, Requests, Undescribed[]",
        "storage, seconds, Counted[dimension=seconds; aggregation=SUM; factor=1]",
        "storage, peak, Undescribed[]",
        "unlisted, whatever, Counted[dimension=whatever; aggregation=SUM; factor=1]",
    })
    void a_name_means_what_its_product_says(String product, String name, String meaning) {
        assertThat(text(catalog.meaningOf(product, name))).isEqualTo(meaning);
    }

    @Test
    void what_a_contract_does_not_describe_is_not_metered_either() {
        var contract = new Product(
                "contract",
                Pricing.CONTRACT,
                IdleHours.NOTHING,
                List.of(dimension("seats", Aggregation.SUM)),
                List.of());

        assertThat(contract.meaningOf("anything")).isEqualTo(new UsageMeaning.Unmetered());
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "requests, Counted[dimension=requests; aggregation=SUM; factor=1]",
        "hours, Counted[dimension=hours; aggregation=SUM; factor=1]",
        "unheard-of, Counted[dimension=unheard-of; aggregation=SUM; factor=1]",
        "seconds, Undecided[]",
        "peak, Undecided[]",
        "users, Undecided[]",
    })
    void while_the_product_is_unknown_only_what_is_a_plain_sum_everywhere_counts(String name, String meaning) {
        assertThat(text(catalog.meaningOf(name))).isEqualTo(meaning);
    }

    @Test
    void only_a_described_product_can_lack_a_dimension() {
        assertThat(catalog.isUnmetered("analytics", "nonsense")).isTrue();
        assertThat(catalog.isUnmetered("analytics", "requests")).isFalse();
        assertThat(catalog.isUnmetered("unlisted", "nonsense")).isFalse();
        assertThat(catalog.isConverted("seconds")).isTrue();
        assertThat(catalog.isConverted("requests")).isFalse();
    }

    @ParameterizedTest(name = "{0} × {1}/{2} = {3}")
    @CsvSource({
        "7, 1, 1, 7",
        "3600, 1, 3600, 1",
        "1, 1, 3600, 0.000277777777777778",
        "0.000000000001, 0.001, 1, 0.000000000000001",
        "0.000000000001, 0.000000001, 1, 0.000000000000000001",
        "0, 1, 3, 0",
        "1000000, 2, 3, 666666.666666666666666667",
    })
    void a_quantity_is_converted_exactly_or_a_hair_upwards(
            BigDecimal quantity, String numerator, String denominator, BigDecimal expected) {
        assertThat(UnitFactor.of(numerator, denominator).apply(quantity)).isEqualByComparingTo(expected);
    }

    @Test
    void an_hour_of_single_seconds_is_never_less_than_the_hour() {
        var second = SECONDS_TO_HOURS.apply(BigDecimal.ONE);

        var hour = second.multiply(BigDecimal.valueOf(3600));

        assertThat(hour).isGreaterThanOrEqualTo(BigDecimal.ONE);
        assertThat(hour.toBigInteger().intValue()).isEqualTo(1);
    }

    @Test
    void what_can_not_be_counted_in_a_dimension_says_why() {
        var sum = counted("requests");
        var max = counted("peak");
        var unique = counted("users");

        assertThat(sum.obstacleOf(usage("1", "team\tsearch", null))).isEmpty();
        assertThat(sum.obstacleOf(usage("2147483647", UsageTags.NONE, null))).isEmpty();
        assertThat(sum.obstacleOf(usage("2147483648", UsageTags.NONE, null))).contains("quantity-out-of-range");
        assertThat(counted("seconds").obstacleOf(usage("2147483648", UsageTags.NONE, null)))
                .isEmpty();
        assertThat(max.obstacleOf(usage("1", "team\tsearch", null))).contains("tags-without-sum");
        assertThat(unique.obstacleOf(usage("1", UsageTags.NONE, null))).contains("no-unique-key");
        assertThat(unique.obstacleOf(usage("1", UsageTags.NONE, "user-1"))).isEmpty();
    }

    @Test
    void what_no_product_with_the_name_can_count_is_known_before_the_product_is() {
        assertThat(catalog.obstacleOf(usage("users", "1", UsageTags.NONE, null), null))
                .contains("no-unique-key");
        assertThat(catalog.obstacleOf(usage("users", "1", UsageTags.NONE, "user-1"), null))
                .isEmpty();
        assertThat(catalog.obstacleOf(usage("unheard-of", "1", "team\tsearch", null), null))
                .isEmpty();
        // Seconds of the one product are hours, of the other as they are.
        var tooManySeconds = usage("seconds", "2147483648", UsageTags.NONE, null);
        assertThat(catalog.obstacleOf(tooManySeconds, null)).isEmpty();
        assertThat(catalog.obstacleOf(tooManySeconds, "storage")).contains("quantity-out-of-range");
        assertThat(catalog.obstacleOf(usage("users", "1", UsageTags.NONE, null), "unlisted"))
                .isEmpty();
    }

    private UsageMeaning.Counted counted(String name) {
        return (UsageMeaning.Counted) catalog.meaningOf("analytics", name);
    }

    private static ReportedUsage usage(String quantity, String tags, @Nullable String uniqueKey) {
        return usage("any", quantity, tags, uniqueKey);
    }

    private static ReportedUsage usage(String name, String quantity, String tags, @Nullable String uniqueKey) {
        return new ReportedUsage(
                "/app", "1", "l-1", name, new BigDecimal(quantity), Instant.EPOCH, tags, uniqueKey, null);
    }

    private static MeteredDimension dimension(String name, Aggregation aggregation) {
        return new MeteredDimension(name, aggregation, null, null);
    }

    private static String text(UsageMeaning meaning) {
        return meaning.toString()
                .replace("UnitFactor[numerator=1, denominator=1]", "1")
                .replace("UnitFactor[numerator=1, denominator=3600]", "1/3600")
                .replace(", ", "; ");
    }
}
