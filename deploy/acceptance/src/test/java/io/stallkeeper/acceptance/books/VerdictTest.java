package io.stallkeeper.acceptance.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.stallkeeper.acceptance.books.Truth.Expected;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** The crash test is worth as much as what it would notice. */
class VerdictTest {

    private static final Account ACCOUNT = new Account("ada", "requests");
    private static final Expected TRUTH = new Expected(places("100.5", "100", "0", "0.5"), BigDecimal.ZERO);

    @Test
    void books_that_agree_are_fine() {
        assertThat(verdict(TRUTH, TRUTH.places(), 100).disagreements()).isEmpty();
    }

    @Test
    void one_lost_unit_is_told() {
        var ledger = places("99.5", "99", "0", "0.5");

        assertThat(verdict(TRUTH, ledger, 99).disagreements())
                .anySatisfy(line -> assertThat(line).contains("accepted is 99, must be 100 (-1)"));
    }

    @Test
    void one_doubled_unit_is_told() {
        var ledger = places("101.5", "101", "0", "0.5");

        assertThat(verdict(TRUTH, ledger, 101).disagreements())
                .anySatisfy(line -> assertThat(line).contains("accepted is 101, must be 100 (+1)"));
    }

    @Test
    void a_unit_that_only_the_marketplace_has_is_told() {
        assertThat(verdict(TRUTH, TRUTH.places(), 101).disagreements())
                .anySatisfy(line -> assertThat(line).contains("the ledger says 100 accepted, the marketplace 101"));
    }

    @Test
    void a_unit_in_the_wrong_place_is_told() {
        var ledger = places("100.5", "100", "0.5", "0");

        assertThat(verdict(TRUTH, ledger, 100).disagreements()).hasSize(2);
    }

    @Test
    void a_unit_in_no_place_is_told() {
        var ledger = places("100.5", "100", "0", "0.4");

        assertThat(verdict(TRUTH, ledger, 100).disagreements())
                .anySatisfy(line -> assertThat(line).contains("don't add up"));
    }

    @Test
    void what_passed_its_last_moment_on_its_way_may_be_accepted_or_expired() {
        var truth = new Expected(places("103.5", "100", "0", "0.5"), new BigDecimal("3"));

        assertThat(verdict(truth, places("103.5", "103", "0", "0.5"), 103).disagreements())
                .isEmpty();
        assertThat(verdict(truth, places("103.5", "100", "0", "3.5"), 100).disagreements())
                .isEmpty();
        assertThat(verdict(truth, places("103.5", "98", "0", "5.5"), 98).disagreements())
                .isNotEmpty();
    }

    private static Verdict verdict(Expected truth, Places ledger, int marketplace) {
        var verdict = new Verdict();
        verdict.add(ACCOUNT, truth, ledger, BigDecimal.valueOf(marketplace));
        return verdict;
    }

    private static Places places(String reported, String accepted, String pending, String expired) {
        return new Places(
                new BigDecimal(reported),
                new BigDecimal(accepted),
                new BigDecimal(pending),
                BigDecimal.ZERO,
                new BigDecimal(expired),
                BigDecimal.ZERO);
    }
}
