package io.stallkeeper.metering.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Places of calls, taken by two replicas at once from a real PostgreSQL. */
class CallPaceTest {

    private static final int QUOTA = 10;

    private final MeteringDatabase database = MeteringDatabase.empty();
    private final CallPace one = new CallPace(database.log(), "us-east-1", QUOTA);
    private final CallPace other = new CallPace(database.log(), "us-east-1", QUOTA);

    @Test
    void eleven_places_are_never_within_a_second_even_if_each_is_as_late_as_may_be() {
        var ends = new ArrayList<Double>();
        while (ends.size() < 2 * QUOTA) {
            var taken = (ends.size() % 2 == 0 ? one : other).take().await().indefinitely();
            if (taken.isPresent()) {
                ends.add(Double.parseDouble(
                        database.select("select extract(epoch from next_at)::float8 * 1000 from call_pace")));
            }
        }

        var closest = IntStream.range(QUOTA, ends.size())
                .mapToDouble(i -> ends.get(i) - ends.get(i - QUOTA))
                .min()
                .orElseThrow();
        assertThat(closest - one.lateness().toMillis()).isGreaterThan(1_000);
    }

    @Test
    void places_are_given_only_for_the_near_future() {
        var taken = IntStream.range(0, 20)
                .mapToObj(i -> one.take().await().indefinitely())
                .filter(Optional::isPresent)
                .count();

        assertThat(taken).isLessThan(20);
    }

    @Test
    void another_region_has_places_of_its_own() {
        while (one.take().await().indefinitely().isPresent()) {
            assertThat(one.lateness()).isPositive();
        }

        assertThat(new CallPace(database.log(), "eu-west-1", QUOTA)
                        .take()
                        .await()
                        .indefinitely())
                .isPresent();
    }

    @Test
    void what_aws_refuses_for_its_rate_slows_everybody_once_and_twice_as_long_the_next_time() {
        var first = one.take().await().indefinitely().orElseThrow();
        var second = other.take().await().indefinitely().orElseThrow();

        one.slowDown(first, Duration.ZERO).await().indefinitely();
        other.slowDown(second, Duration.ZERO).await().indefinitely();
        assertThat(database.select("select pause_ms from call_pace")).isEqualTo("200");

        database.execute("update call_pace set next_at = clock_timestamp()");
        var third = other.take().await().indefinitely().orElseThrow();
        other.slowDown(third, Duration.ZERO).await().indefinitely();
        assertThat(database.select("select pause_ms from call_pace")).isEqualTo("400");

        database.execute("update call_pace set next_at = clock_timestamp()");
        var fourth = one.take().await().indefinitely().orElseThrow();
        one.recovered(fourth).await().indefinitely();
        assertThat(database.select("select pause_ms from call_pace")).isEqualTo("0");
    }

    @Test
    void what_somebody_has_to_mend_pauses_for_seconds() {
        var place = one.take().await().indefinitely().orElseThrow();

        one.slowDown(place, Duration.ofSeconds(5)).await().indefinitely();

        assertThat(one.take().await().indefinitely()).isEmpty();
        assertThat(database.select("select pause_ms from call_pace")).isEqualTo("5000");
    }
}
