package io.stallkeeper.acceptance.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.stallkeeper.acceptance.trace.TraceStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceTimeTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void a_trace_of_the_past_is_moved_by_whole_leap_cycles_so_that_months_keep_their_lengths() {
        var time = time("2024-02-29T23:00:00Z");

        assertThat(time.begin()).isEqualTo("2028-02-29T23:00:00Z");
        assertThat(time.shifted(Instant.parse("2024-03-01T06:00:00Z"))).isEqualTo("2028-03-01T06:00:00Z");
    }

    @Test
    void a_trace_of_the_future_stays_as_it_is() {
        assertThat(time("2027-01-31T23:00:00Z").shift()).isZero();
    }

    @Test
    void a_trace_that_has_just_been_made_stays_where_it_is() {
        assertThat(time(NOW.minus(Duration.ofMinutes(2)).toString()).shift()).isZero();
    }

    @Test
    void a_trace_without_any_time_begins_now() {
        assertThat(TraceTime.of(List.of(), NOW).begin()).isEqualTo(NOW);
    }

    private static TraceTime time(String first) {
        return TraceTime.of(List.of(new TraceStep.Pass(Instant.parse(first))), NOW);
    }
}
