package io.stallkeeper.simulator.domain.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    private final Throttle throttle = new Throttle(10);

    @Test
    void ten_calls_of_a_second_are_admitted_and_no_more() {
        assertEquals(10, admitted(START, "us-east-1", 25));
    }

    @Test
    void a_second_later_ten_more_are() {
        admitted(START, "us-east-1", 25);

        assertEquals(10, admitted(START.plusSeconds(1), "us-east-1", 25));
    }

    @Test
    void regions_do_not_share() {
        admitted(START, "us-east-1", 25);

        assertEquals(10, admitted(START, "eu-west-1", 25));
    }

    @Test
    void a_rate_of_zero_is_no_limit() {
        Throttle none = new Throttle(0);

        assertEquals(
                1000,
                IntStream.range(0, 1000)
                        .filter(_ -> none.admits("us-east-1", START))
                        .count());
    }

    private long admitted(Instant at, String region, int calls) {
        return IntStream.range(0, calls)
                .filter(_ -> throttle.admits(region, at))
                .count();
    }
}
