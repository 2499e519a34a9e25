package io.stallkeeper.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutcomeTest {

    @Test
    void a_result_is_one_line_with_the_ratio_first() {
        var outcome = new Outcome("calls", 1234.6, 5000, "calls/s", "an echo", "30,865 records/s");

        assertThat(outcome.line()).isEqualTo("calls: ratio 0.247 = 1,235 of 5,000 calls/s (an echo); 30,865 records/s");
    }

    @Test
    void without_remarks_it_ends_with_what_it_is_measured_against() {
        assertThat(new Outcome("size", 1, 2, "MB", "allowed", "").line()).endsWith("1 of 2 MB (allowed)");
    }
}
