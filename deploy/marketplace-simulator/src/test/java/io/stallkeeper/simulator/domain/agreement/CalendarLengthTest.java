package io.stallkeeper.simulator.domain.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.Instant;
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
        assertEquals(Instant.parse(end), CalendarLength.parse(length).from(Instant.parse(start)));
    }

    @ParameterizedTest
    @CsvSource({
        "P12M, P12M",
        "P1Y, P12M",
        "p2y3m, P27M",
        "P2W, P14D",
        "P1M10D, P1M10D",
        "P1DT12H, P1DT12H",
        "PT36H, PT36H"
    })
    void a_length_is_written_as_it_is_read_with_years_in_months(String text, String written) {
        CalendarLength length = CalendarLength.parse(text);

        assertEquals(written, length.toString());
        assertEquals(length, CalendarLength.parse(written));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "P", "PT", "P1DT", "1M", "a year", "P1X", "P1.5M", "P99999999999M", "P999999999Y"})
    void what_is_no_length_is_not_read(String text) {
        assertThrows(DateTimeException.class, () -> CalendarLength.parse(text));
    }

    @Test
    void nothing_goes_beyond_the_calendar() {
        Instant start = Instant.parse("2026-11-23T10:00:00Z");

        assertThrows(DateTimeException.class, () -> CalendarLength.ofDays(Integer.MAX_VALUE)
                .from(Instant.MAX.minusSeconds(1)));
        assertThrows(DateTimeException.class, () -> CalendarLength.parse("PT9223372036854775807S")
                .from(start));
    }
}
