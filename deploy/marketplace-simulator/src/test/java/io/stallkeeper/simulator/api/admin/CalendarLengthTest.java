package io.stallkeeper.simulator.api.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stallkeeper.simulator.api.RefusedException;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Months are as long as the calendar makes them. */
class CalendarLengthTest {
    @ParameterizedTest
    @CsvSource({
        "2026-01-31T10:00:00Z, P1M, 2026-02-28T10:00:00Z",
        "2028-02-29T10:00:00Z, P12M, 2029-02-28T10:00:00Z",
        "2026-11-23T10:00:00Z, P3Y, 2029-11-23T10:00:00Z",
        "2026-11-23T10:00:00Z, P60M, 2031-11-23T10:00:00Z",
        "2026-11-23T10:00:00Z, P2W, 2026-12-07T10:00:00Z",
        "2026-11-23T10:00:00Z, P1DT12H30M, 2026-11-24T22:30:00Z",
        "2026-11-23T10:00:00Z, PT36H, 2026-11-24T22:00:00Z",
        "2026-11-23T10:00:00Z, p1m, 2026-12-23T10:00:00Z"
    })
    void an_agreement_ends_when_the_calendar_says_so(String start, String length, String end) {
        Instant from = Instant.parse(start);

        assertEquals(Instant.parse(end), from.plus(read(length).from(from)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "P", "PT", "P1DT", "1M", "a year", "P1X", "P1.5M", "P99999999999M"})
    void what_is_no_length_is_told_what_one_looks_like(String text) {
        var refused = assertThrows(RefusedException.class, () -> read(text));

        assertTrue(refused.refusal().message().startsWith("duration: months, days and hours are written like P12M"));
    }

    @Test
    void what_is_not_said_is_not_read_and_nothing_goes_beyond_the_calendar() {
        assertNull(CalendarLength.read("duration", null));
        assertThrows(RefusedException.class, () -> read("P999999999Y").from(Instant.parse("2026-11-23T10:00:00Z")));
    }

    private static CalendarLength read(String text) {
        return Objects.requireNonNull(CalendarLength.read("duration", text));
    }
}
