package io.stallkeeper.simulator.domain.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What may happen to notifications on their way, and that a seed makes it happen again. */
class DeliveryPolicyTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final int MANY = 10_000;

    @Test
    void without_mischief_everything_is_sent_once_and_at_its_own_time() {
        assertTrue(all(DeliveryPolicy.calm(7)).stream().allMatch(List.of(NOON)::equals));
    }

    @Test
    void one_seed_makes_the_same_mischief_and_another_seed_another() {
        assertEquals(all(mischief(7)), all(mischief(7)));
        assertNotEquals(all(mischief(7)), all(mischief(8)));
    }

    @Test
    void each_kind_of_mischief_is_about_as_frequent_as_asked_for() {
        List<List<Instant>> sends = all(mischief(7));
        Instant heldBack = NOON.plus(Duration.ofMinutes(1));

        assertAbout(0.1, sends.stream().filter(List::isEmpty).count());
        assertAbout(0.9 * 0.2, sends.stream().filter(times -> times.size() == 2).count());
        assertAbout(
                0.9 * 0.3,
                sends.stream()
                        .filter(times -> !times.isEmpty() && !times.getFirst().isBefore(heldBack))
                        .count());
    }

    @Test
    void jitter_stays_below_its_bound_and_a_copy_never_comes_before_the_first() {
        List<List<Instant>> sends =
                all(new DeliveryPolicy(Duration.ZERO, Duration.ofSeconds(5), 1, 0, Duration.ZERO, 0, false, true, 7));

        for (List<Instant> times : sends) {
            assertEquals(times.stream().sorted().toList(), times);
            assertTrue(!times.getFirst().isBefore(NOON) && !times.getFirst().isAfter(NOON.plusSeconds(5)));
        }
        assertTrue(sends.stream().map(List::getFirst).distinct().count() > MANY / 5);
    }

    @Test
    void what_is_always_lost_never_comes_and_what_is_always_doubled_comes_twice() {
        assertTrue(
                all(new DeliveryPolicy(Duration.ZERO, Duration.ZERO, 1, 1, Duration.ZERO, 1, false, true, 7)).stream()
                        .allMatch(List::isEmpty));
        assertTrue(
                all(new DeliveryPolicy(Duration.ZERO, Duration.ZERO, 1, 0, Duration.ZERO, 0, false, true, 7)).stream()
                        .allMatch(List.of(NOON, NOON)::equals));
    }

    private static DeliveryPolicy mischief(long seed) {
        return new DeliveryPolicy(
                Duration.ZERO, Duration.ofSeconds(5), 0.2, 0.3, Duration.ofMinutes(1), 0.1, false, true, seed);
    }

    private static List<List<Instant>> all(DeliveryPolicy policy) {
        return LongStream.range(0, MANY)
                .mapToObj(number -> policy.sends(number, NOON))
                .toList();
    }

    private static void assertAbout(double share, long count) {
        assertEquals(share, (double) count / MANY, 0.03);
    }
}
