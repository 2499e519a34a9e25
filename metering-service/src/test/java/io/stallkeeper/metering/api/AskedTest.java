package io.stallkeeper.metering.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AskedTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "0", "-1", "1.5", "+1", "1001", "99999999999", " 1"})
    void a_limit_that_is_no_number_of_the_range_is_a_bad_request(String limit) {
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> Asked.page(limit))
                .matches(problem -> problem.getStatusCode() == 400);
    }

    @Test
    void a_limit_is_from_one_to_a_thousand() {
        assertThat(Asked.page("1")).isEqualTo(1);
        assertThat(Asked.page("1000")).isEqualTo(1_000);
    }

    @Test
    void an_hour_of_which_a_part_is_asked_for_is_one_of_the_hours() {
        var hours = Asked.hours("2026-08-20T10:30:00Z", "2026-08-20T10:45:00Z");

        assertThat(hours.from()).isEqualTo(Instant.parse("2026-08-20T10:00:00Z"));
        assertThat(hours.to()).isEqualTo(Instant.parse("2026-08-20T10:45:00Z"));
    }

    @Test
    void all_hours_are_asked_for_if_none_is_named() {
        var hours = Asked.hours(null, null);

        assertThat(hours.from()).isBefore(Instant.parse("2016-01-01T00:00:00Z"));
        assertThat(hours.to()).isAfter(Instant.parse("2100-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-08-20T10:00:00Z", "2026-08-20T09:59:59Z"})
    void an_end_that_is_not_after_the_beginning_is_a_bad_request(String to) {
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> Asked.hours("2026-08-20T10:00:00Z", to))
                .matches(problem -> problem.getStatusCode() == 400);
    }
}
