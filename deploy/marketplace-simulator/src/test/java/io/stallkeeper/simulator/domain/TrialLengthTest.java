package io.stallkeeper.simulator.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of the trials that one text of AWS's allows, the other forbids some (protocol page, A9). */
class TrialLengthTest {
    private static final List<Integer> EDGES = List.of(4, 5, 6, 7, 31, 32, 90, 91);

    @Test
    void the_seller_guide_allows_7_to_90_days() {
        assertEquals(List.of(7, 31, 32, 90), allowedBy(TrialLength.SELLER_GUIDE));
    }

    @Test
    void the_agreement_services_model_allows_5_to_31_days() {
        assertEquals(List.of(5, 6, 7, 31), allowedBy(TrialLength.AGREEMENT_MODEL));
    }

    private static List<Integer> allowedBy(TrialLength length) {
        return EDGES.stream()
                .filter(days -> length.check(Duration.ofDays(days)).isEmpty())
                .toList();
    }
}
