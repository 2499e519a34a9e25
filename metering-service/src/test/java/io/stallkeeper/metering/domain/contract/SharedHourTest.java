package io.stallkeeper.metering.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharedHourTest {

    private static final Instant FIRST = Instant.parse("2026-08-20T14:00:00Z");
    private static final Instant SECOND = Instant.parse("2026-08-20T14:20:00Z");

    @Test
    void each_segment_has_what_was_used_in_it() {
        var hour = SharedHour.of(Map.of(FIRST, units(30), SECOND, units(12)), Map.of());

        assertThat(hour.parts(units(42), FIRST)).isEqualTo(Map.of(FIRST, units(30), SECOND, units(12)));
    }

    @Test
    void what_was_weighed_is_not_weighed_again() {
        var hour =
                SharedHour.of(Map.of(FIRST, units(30), SECOND, units(12)), Map.of(FIRST, units(30), SECOND, units(5)));

        assertThat(hour.parts(units(7), FIRST)).isEqualTo(Map.of(SECOND, units(7)));
    }

    @Test
    void the_parts_are_the_units_whatever_the_events_add_up_to() {
        var hour = SharedHour.of(Map.of(FIRST, units(30), SECOND, units(12)), Map.of());

        assertThat(hour.parts(units(35), FIRST)).isEqualTo(Map.of(FIRST, units(30), SECOND, units(5)));
        assertThat(hour.parts(units(50), FIRST)).isEqualTo(Map.of(FIRST, units(30), SECOND, units(20)));
        assertThat(SharedHour.of(Map.of(), Map.of()).parts(units(3), FIRST)).isEqualTo(Map.of(FIRST, units(3)));
    }

    private static BigDecimal units(long units) {
        return BigDecimal.valueOf(units);
    }
}
