package io.stallkeeper.metering.domain.hour;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where usage of a frozen hour counts. All of it is on 20 August 2026; hours are given as numbers. */
class LatePlacesTest {

    private final LatePlaces places = new LatePlaces(
            new ClosingTerms(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofHours(1), Duration.ofMinutes(5)));

    @ParameterizedTest(name = "{5}")
    @CsvSource(
            nullValues = "-",
            value = {
                "11, 11 12 13, 14:20, -,     14, when all since are frozen the running hour takes it",
                "11, 11 13,    14:20, -,     12, the oldest hour from its own on that is not frozen",
                "11, 11,       14:20, -,     12, an hour that nothing was in is not frozen either",
                "13, 11 13,    14:05, -,     14, an hour before its own is not taken for it",
                "13, 13 14,    14:20, -,     15, a running hour that was flushed leaves the next one",
                "13, 13,       14:20, 15:20, 14, an end takes the running hour too",
                "13, 13 14,    14:20, 15:20, 12, at an end an hour before its own is better than none",
                "13, 8 9 10 11 12 13 14, 14:20, 15:20, 15, at an end the next hour if it begins in time",
                "13, 8 9 10 11 12 13 14, 14:01, 15:01, -, and nothing if it does not",
                "13, 8 9 10 11 12 13 14 15, 15:02, 15:20, -, nothing at all when all are frozen",
                "13, 8 9 10 11 12 13 14, 15:02, 15:20, 15, in the first minutes of an hour that hour",
                "13, 13,       15:20, 15:20, -,  nothing once the deadline has come",
            })
    void late_usage_goes_where_aws_still_takes_it(
            int from, String taken, String now, @Nullable String deadline, @Nullable Integer answer, String sentence) {
        var window = new MeteringWindow(true, hour(8), deadline == null ? null : at(deadline));

        var place = places.ofLateUsage(hour(from), hours(taken), window, at(now));

        assertThat(place.orElse(null)).as(sentence).isEqualTo(answer == null ? null : hour(answer));
    }

    @ParameterizedTest(name = "{4}")
    @CsvSource({
        "13, 13,    14:20, 14, a fraction goes to the hour that runs",
        "11, 11,    14:20, 14, and passes over hours that nothing was in",
        "13, 13 14, 14:20, 15, if that one was flushed it goes to the next",
    })
    void a_remainder_goes_where_the_next_usage_will_be(
            int from, String taken, String now, int answer, String sentence) {
        var place = places.ofRemainder(hour(from), hours(taken), new MeteringWindow(true, hour(8), null), at(now));

        assertThat(place).as(sentence).contains(hour(answer));
    }

    private static Set<Instant> hours(String numbers) {
        return Arrays.stream(numbers.split(" ", -1))
                .map(number -> hour(Integer.parseInt(number)))
                .collect(Collectors.toSet());
    }

    private static Instant hour(int number) {
        return Instant.parse("2026-08-20T00:00:00Z").plus(Duration.ofHours(number));
    }

    private static Instant at(String time) {
        return Instant.parse("2026-08-20T" + time + ":00Z");
    }
}
