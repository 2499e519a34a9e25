package io.stallkeeper.metering.domain.hour;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WallsTest {

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "2026-08-20T14:00:00Z, 2026-08-21T14:00:00Z, an hour lives a day",
        "2026-08-31T05:00:00Z, 2026-09-01T05:00:00Z, a day that ends before the month closes stays a day",
        "2026-08-31T06:00:00Z, 2026-09-01T06:00:00Z, both walls at once",
        "2026-08-31T23:00:00Z, 2026-09-01T06:00:00Z, the month closes at six in the morning of the first day",
        "2026-12-31T23:00:00Z, 2027-01-01T06:00:00Z, and so does the year",
    })
    void the_earlier_wall_counts(Instant hour, Instant lastMoment, String sentence) {
        assertThat(Walls.lastMomentOf(hour)).as(sentence).isEqualTo(lastMoment);
    }

    @Test
    void the_last_hour_takes_usage_until_it_has_settled() {
        var settle = Duration.ofMinutes(10);

        assertThat(Walls.oldestOpenHour(Instant.parse("2026-08-20T15:09:59Z"), settle))
                .isEqualTo(Instant.parse("2026-08-20T14:00:00Z"));
        assertThat(Walls.oldestOpenHour(Instant.parse("2026-08-20T15:10:00Z"), settle))
                .isEqualTo(Instant.parse("2026-08-20T15:00:00Z"));
    }
}
