package io.stallkeeper.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.stallkeeper.local.marketplace.Agreement;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UsagePlanTest {

    private static final Agreement AGREEMENT =
            new Agreement("agmt-1", "code", "arn:aws:license-manager::1:license:l-1", null);
    private static final Instant NOW = Instant.parse("2026-08-20T14:24:44Z");

    @Test
    void the_same_seed_makes_the_same_plan() {
        assertThat(plan(7)).isEqualTo(plan(7)).isNotEqualTo(plan(8));
    }

    @Test
    void its_units_are_those_of_the_valid_events_each_counted_once() {
        var plan = plan(7);

        var units = Stream.concat(plan.byHttp().stream(), plan.byKafka().stream())
                .distinct()
                .filter(UsagePlanTest::isValid)
                .map(event -> event.data().path("quantity").decimalValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add);

        assertThat(plan.units()).isEqualByComparingTo(units);
    }

    @Test
    void it_has_what_the_world_has() {
        var plan = plan(7);

        assertThat(plan.sent()).isEqualTo(10_000 + plan.twice());
        assertThat(plan.twice()).isBetween(400, 600);
        assertThat(plan.late()).isBetween(150, 250);
        assertThat(plan.invalid()).isEqualTo(10);
        assertThat(plan.units().stripTrailingZeros().scale()).as("decimals").isPositive();
    }

    private static boolean isValid(UsageEvent event) {
        var data = event.data();
        return (data.has("subscriptionId") || data.has("licenseArn"))
                && data.path("dimension").asText().equals("requests")
                && data.path("quantity").isNumber()
                && data.path("quantity").decimalValue().signum() >= 0;
    }

    private static UsagePlan plan(long seed) {
        return UsagePlan.make(new Random(seed), "plan", 10_000, AGREEMENT, NOW);
    }
}
