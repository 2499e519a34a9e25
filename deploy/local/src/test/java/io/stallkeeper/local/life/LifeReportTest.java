package io.stallkeeper.local.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class LifeReportTest {

    @Test
    void all_agree_when_every_whole_unit_is_billed_and_the_rest_of_the_last_one_has_expired() {
        assertThat(report("10.7", ledger("10.7", "10", "0", "0.7"), "10").disagreements())
                .isEmpty();
    }

    @Test
    void one_unit_less_at_the_marketplace_is_a_disagreement() {
        assertThat(report("10.7", ledger("10.7", "10", "0", "0.7"), "9").disagreements())
                .hasSize(2);
    }

    @Test
    void a_unit_that_was_never_reported_is_a_disagreement() {
        assertThat(report("11.7", ledger("10.7", "10", "0", "0.7"), "10").disagreements())
                .hasSize(2);
    }

    @Test
    void a_unit_that_is_pending_at_the_end_is_a_disagreement() {
        assertThat(report("10.7", ledger("10.7", "10", "0.7", "0"), "10").disagreements())
                .hasSize(1);
    }

    @Test
    void a_unit_in_no_place_is_a_disagreement() {
        assertThat(report("10.7", ledger("10.7", "10", "0", "0"), "10").disagreements())
                .hasSize(1);
    }

    private static LifeReport report(String units, LedgerEntry ledger, String billed) {
        return new LifeReport("buyer", new BigDecimal(units), ledger, new BigDecimal(billed));
    }

    private static LedgerEntry ledger(String reported, String accepted, String pending, String expired) {
        return new LedgerEntry(
                new BigDecimal(reported),
                new BigDecimal(accepted),
                new BigDecimal(pending),
                BigDecimal.ZERO,
                new BigDecimal(expired),
                BigDecimal.ZERO);
    }
}
