package io.stallkeeper.metering.domain.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FingerprintMemoryTest {

    private static final Duration REMEMBERED = Duration.ofHours(30);
    private static final Instant NOW = Instant.parse("2026-08-20T14:59:59Z");

    private final FingerprintMemory memory = new FingerprintMemory(REMEMBERED, 1_000_000);

    @Test
    void an_event_is_known_again_for_as_long_as_was_promised_and_forgotten_some_time_later() {
        var event = Fingerprint.of("/app", "1");
        memory.add(event, NOW);

        assertThat(memory.contains(event, NOW)).isTrue();
        assertThat(memory.contains(event, NOW.plus(REMEMBERED))).isTrue();
        assertThat(memory.contains(event, NOW.plus(REMEMBERED).plus(Duration.ofHours(1))))
                .isFalse();
        assertThat(memory.contains(Fingerprint.of("/app", "2"), NOW)).isFalse();
        assertThat(memory.contains(Fingerprint.of("/ap", "p1"), NOW)).isFalse();
    }

    @Test
    void an_event_that_counts_again_after_it_was_forgotten_is_known_again_from_then_on() {
        var event = Fingerprint.of("/app", "1");
        var later = NOW.plus(Duration.ofHours(40));
        memory.add(event, NOW);
        memory.add(event, later);

        assertThat(memory.contains(event, later.plus(REMEMBERED))).isTrue();
        assertThat(memory.entries()).isEqualTo(1);
    }

    @Test
    void it_takes_no_more_than_its_capacity_until_old_entries_are_forgotten() {
        var small = new FingerprintMemory(REMEMBERED, 1_000);
        LongStream.range(0, 1_000).forEach(i -> small.add(fingerprint(i), NOW));

        assertThat(small.hasRoomFor(1, NOW)).isFalse();
        assertThat(small.hasRoomFor(1_000, NOW.plus(Duration.ofHours(32)))).isTrue();
        assertThat(small.entries()).isZero();
    }

    @Test
    void an_entry_takes_some_thirty_bytes_at_most() {
        var large = new FingerprintMemory(REMEMBERED, 1_000_000);
        LongStream.range(0, 400_000).forEach(i -> large.add(fingerprint(i), NOW));

        assertThat(large.bytes() / large.entries()).isBetween(16L, 32L);
    }

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    /** Beside an ordinary map, while hours pass and room is made. The test's name holds the seed. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void it_knows_what_a_map_of_times_knows(long seed) {
        var random = new Random(seed);
        var few = new FingerprintMemory(REMEMBERED, 4_000);
        var model = new HashMap<Fingerprint, Instant>();
        var now = NOW;
        for (int step = 0; step < 20_000; step++) {
            now = now.plusSeconds(random.nextInt(60));
            var event = fingerprint(random.nextInt(5_000));
            var hour = now.truncatedTo(java.time.temporal.ChronoUnit.HOURS);
            assertThat(few.contains(event, now)).isEqualTo(isKnown(model, event, hour));
            if (few.hasRoomFor(1, now)) {
                few.add(event, now);
                model.put(event, hour);
            }
        }
    }

    private static boolean isKnown(Map<Fingerprint, Instant> model, Fingerprint event, Instant hour) {
        var seen = model.get(event);
        return seen != null && Duration.between(seen, hour).compareTo(REMEMBERED) <= 0;
    }

    private static Fingerprint fingerprint(long i) {
        return Fingerprint.of("/app", Long.toString(i));
    }
}
