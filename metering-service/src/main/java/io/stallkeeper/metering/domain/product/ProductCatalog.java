package io.stallkeeper.metering.domain.product;

import io.stallkeeper.metering.domain.usage.ReportedUsage;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The products that the seller describes. Of a product that isn't described nothing is known: usage counts as a sum in
 * whatever dimension it names, nothing is said of idle hours, and AWS checks the dimension.
 */
public record ProductCatalog(Map<String, Product> byCode) {

    public static final ProductCatalog EMPTY = new ProductCatalog(Map.of());

    public ProductCatalog {
        byCode = Map.copyOf(byCode);
    }

    public Optional<Product> product(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** What usage of the product under the name counts as; never {@link UsageMeaning.Undecided}. */
    public UsageMeaning meaningOf(String productCode, String usageName) {
        return product(productCode).map(product -> product.meaningOf(usageName)).orElseGet(() -> asReported(usageName));
    }

    /**
     * What usage under the name counts as while the product isn't known: a plain sum, if that is what it is in every
     * product that has the name, or in none. Everything else would be wrong in one of them.
     */
    public UsageMeaning meaningOf(String usageName) {
        var plain = asReported(usageName);
        var isPlain = byCode.values().stream()
                .map(product -> product.meaningOf(usageName))
                .allMatch(meaning -> !(meaning instanceof UsageMeaning.Counted) || meaning.equals(plain));
        return isPlain ? plain : new UsageMeaning.Undecided();
    }

    /** How the usage of an hour of one of AWS's dimensions adds up. */
    public Aggregation aggregationOf(String productCode, String dimension) {
        return product(productCode)
                .flatMap(product -> product.dimension(dimension))
                .map(MeteredDimension::aggregation)
                .orElse(Aggregation.SUM);
    }

    /**
     * Why usage can't be counted whoever its subscription is, in kebab-case: every product that has its name says so.
     *
     * @param productCode the only product that is asked, if it is known; null if not
     */
    public Optional<String> obstacleOf(ReportedUsage usage, @Nullable String productCode) {
        var meanings = byCode.values().stream()
                .filter(product -> productCode == null || product.code().equals(productCode))
                .sorted(Comparator.comparing(Product::code))
                .map(product -> product.meaningOf(usage.dimension()))
                .filter(UsageMeaning.Counted.class::isInstance)
                .map(meaning -> ((UsageMeaning.Counted) meaning).obstacleOf(usage))
                .toList();
        return meanings.stream().allMatch(Optional::isPresent)
                ? meanings.stream().flatMap(Optional::stream).findFirst()
                : Optional.empty();
    }

    /** Whether the product is described without the dimension: what of it was counted before is never sent. */
    public boolean isUnmetered(String productCode, String dimension) {
        return product(productCode)
                .filter(product -> product.dimension(dimension).isEmpty())
                .isPresent();
    }

    /**
     * Why what was counted of the dimension is never sent: the product isn't metered, or not in it. Empty if it is
     * sent.
     */
    public Optional<String> rejectionOf(String productCode, String dimension) {
        if (product(productCode)
                .filter(product -> product.pricing() == Pricing.CONTRACT)
                .isPresent()) {
            return Optional.of("contract-not-metered");
        }
        return isUnmetered(productCode, dimension) ? Optional.of(UsageMeaning.Undescribed.REASON) : Optional.empty();
    }

    /** Whether the name means other units than AWS's in some product, so that quantities may be beyond AWS's range. */
    public boolean isConverted(String usageName) {
        return byCode.values().stream()
                .anyMatch(product -> product.mapping(usageName).isPresent());
    }

    private static UsageMeaning asReported(String usageName) {
        return new UsageMeaning.Counted(usageName, Aggregation.SUM, UnitFactor.ONE);
    }
}
