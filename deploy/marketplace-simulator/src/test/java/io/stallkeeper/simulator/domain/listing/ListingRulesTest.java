package io.stallkeeper.simulator.domain.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stallkeeper.simulator.domain.refusal.Refusal;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ListingRulesTest {
    private static final Dimension REQUESTS = new Dimension("requests", DimensionKind.METERED);

    @Test
    void a_product_has_a_code_and_dimensions_with_different_names() {
        assertEquals(Optional.empty(), check(product("p", ProductIdentity.LEGACY, REQUESTS), null));
        assertEquals(invalid(), check(product("p q", ProductIdentity.LEGACY, REQUESTS), null));
        assertEquals(invalid(), check(product("p", ProductIdentity.LEGACY), null));
        assertEquals(invalid(), check(product("p", ProductIdentity.LEGACY, REQUESTS, REQUESTS), null));
        assertEquals(
                invalid(), check(product("p", ProductIdentity.LEGACY, new Dimension("", DimensionKind.METERED)), null));
    }

    @Test
    void sns_cannot_name_the_buyers_of_a_new_product() {
        assertEquals(invalid(), check(product("p", ProductIdentity.CONCURRENT_AGREEMENTS, REQUESTS), null));
    }

    @Test
    void an_old_product_can_be_migrated_and_no_other_be_changed() {
        Product legacy = product("p", ProductIdentity.LEGACY, REQUESTS);
        Product migrated = product("p", ProductIdentity.MIGRATED, REQUESTS);

        assertEquals(Optional.empty(), check(migrated, legacy));
        assertEquals(Optional.empty(), check(migrated, migrated));
        assertEquals(Optional.of(RefusalCode.CONFLICT), check(legacy, migrated));
    }

    @Test
    void what_buyers_have_agreed_to_stays_and_more_may_come() {
        Product before = product("p", ProductIdentity.LEGACY, REQUESTS);
        var more = new Dimension("storage", DimensionKind.METERED);
        Product without = product("p", ProductIdentity.LEGACY, more);
        Product otherwise = product("p", ProductIdentity.LEGACY, new Dimension(REQUESTS.key(), DimensionKind.ENTITLED));
        Product contract = new Product(
                "p", "prod-1", ProductIdentity.LEGACY, PricingModel.CONTRACT, List.of(REQUESTS), null, List.of());

        for (Product changed : List.of(without, otherwise, contract)) {
            assertEquals(Optional.of(RefusalCode.CONFLICT), checkSold(changed, before));
            assertEquals(Optional.empty(), check(changed, before));
        }
        assertEquals(Optional.empty(), checkSold(product("p", ProductIdentity.LEGACY, REQUESTS, more), before));
    }

    private static Optional<RefusalCode> check(Product product, @Nullable Product before) {
        return ListingRules.check(product, before, false).map(Refusal::code);
    }

    private static Optional<RefusalCode> checkSold(Product product, Product before) {
        return ListingRules.check(product, before, true).map(Refusal::code);
    }

    private static Optional<RefusalCode> invalid() {
        return Optional.of(RefusalCode.VALIDATION);
    }

    private static Product product(String code, ProductIdentity identity, Dimension... dimensions) {
        return new Product(
                code,
                "prod-1",
                identity,
                PricingModel.USAGE,
                List.of(dimensions),
                null,
                List.of(new NotificationRoute(NotificationForm.SNS_RAW, TargetKind.SQS, "http://localhost/q")));
    }
}
