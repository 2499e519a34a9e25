package io.stallkeeper.metering.adapters.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stallkeeper.metering.domain.duplicate.Fingerprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FingerprintMemoryTest {

    private static final Duration REMEMBERED = Duration.ofHours(30);
    private static final Instant NOW = Instant.parse("2026-08-20T14:59:59Z");

    private final Path folder;
    private final FingerprintMemory memory;

    FingerprintMemoryTest(@TempDir Path folder) {
        this.folder = folder;
        this.memory = memoryOf(10_000_000);
    }

    private FingerprintMemory memoryOf(long capacity) {
        return new FingerprintMemory(folder, REMEMBERED, capacity);
    }

    private static void add(FingerprintMemory memory, Fingerprint event, Instant at) throws IOException {
        assertThat(memory.makeRoomFor(1, at)).isTrue();
        memory.add(event, at);
    }

    @Test
    void an_event_is_known_again_for_as_long_as_was_promised_and_forgotten_some_time_later() throws IOException {
        var event = Fingerprint.of("/app", "1");
        add(memory, event, NOW);

        assertThat(memory.contains(event, NOW)).isTrue();
        assertThat(memory.contains(event, NOW.plus(REMEMBERED))).isTrue();
        assertThat(memory.contains(event, NOW.plus(REMEMBERED).plus(Duration.ofHours(1))))
                .isFalse();
        assertThat(memory.contains(Fingerprint.of("/app", "2"), NOW)).isFalse();
        assertThat(memory.contains(Fingerprint.of("/ap", "p1"), NOW)).isFalse();
    }

    @Test
    void an_event_that_counts_again_after_it_was_forgotten_is_known_again_from_then_on() throws IOException {
        var event = Fingerprint.of("/app", "1");
        var later = NOW.plus(Duration.ofHours(40));
        add(memory, event, NOW);
        add(memory, event, later);

        assertThat(memory.contains(event, later.plus(REMEMBERED))).isTrue();
        assertThat(memory.entries()).isEqualTo(1);
    }

    @Test
    void it_takes_no_more_than_its_capacity_until_old_entries_are_forgotten() throws IOException {
        var small = memoryOf(1_000);
        assertThat(small.makeRoomFor(1_000, NOW)).isTrue();
        LongStream.range(0, 1_000).forEach(i -> small.add(fingerprint(i), NOW));

        assertThat(small.makeRoomFor(1, NOW)).isFalse();
        assertThat(small.makeRoomFor(1_000, NOW.plus(Duration.ofHours(32)))).isTrue();
        assertThat(small.entries()).isZero();
    }

    @Test
    void an_entry_takes_some_thirty_bytes_at_most() throws IOException {
        for (int batch = 0; batch < 40; batch++) {
            assertThat(memory.makeRoomFor(20_000, NOW)).isTrue();
            LongStream.range(20_000L * batch, 20_000L * (batch + 1)).forEach(i -> memory.add(fingerprint(i), NOW));
        }

        assertThat(memory.bytes() / memory.entries()).isBetween(16L, 32L);
    }

    @Test
    void nothing_can_be_added_that_no_room_was_made_for() {
        assertThatThrownBy(() -> memory.add(fingerprint(1), NOW)).isInstanceOf(IllegalStateException.class);
    }

    /** Who reports usage chooses its ids: some 300 000 tries give 300 of them with these bits. */
    @Test
    void events_with_chosen_ids_take_no_more_room_than_others() throws IOException {
        assertThat(memory.makeRoomFor(20_000, NOW)).isTrue();
        for (long i = 0; i < 20_000; i++) {
            memory.add(inFirstPart(i), NOW);
        }

        assertThat(LongStream.range(0, 20_000)).allMatch(i -> memory.contains(inFirstPart(i), NOW));
    }

    @Test
    void more_than_its_log_can_tell_apart_is_refused() {
        for (long capacity : new long[] {Long.MAX_VALUE, 2_000_000_001, 0, -1}) {
            assertThatThrownBy(() -> memoryOf(capacity)).hasMessageContaining("not " + capacity);
        }
    }

    @Test
    void it_leaves_no_file_behind_however_the_process_ends() throws IOException {
        add(memory, fingerprint(1), NOW);

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void it_can_not_be_where_no_file_can() {
        var file = Path.of("/proc/self/status");

        assertThatThrownBy(() -> new FingerprintMemory(file, REMEMBERED, 1_000))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void what_it_forgets_as_a_whole_makes_room_again() throws IOException {
        add(memory, fingerprint(1), NOW);
        memory.clear();

        assertThat(memory.entries()).isZero();
        assertThat(memory.contains(fingerprint(1), NOW)).isFalse();
        add(memory, fingerprint(1), NOW);
        assertThat(memory.contains(fingerprint(1), NOW)).isTrue();
    }

    /** The index holds a part of their bits only. */
    @Test
    void events_that_share_bits_are_told_apart_by_all_others() throws IOException {
        var alike = new ArrayList<Fingerprint>();
        for (int bit = 16; bit < 64; bit++) {
            alike.add(new Fingerprint(0x0123456789ABCDEFL, 1L << bit));
            alike.add(new Fingerprint(0x0123456789ABCDEFL ^ (1L << bit), 0));
        }
        for (var event : alike) {
            assertThat(memory.contains(event, NOW)).isFalse();
            add(memory, event, NOW);
        }

        assertThat(alike).allMatch(event -> memory.contains(event, NOW));
        assertThat(memory.contains(new Fingerprint(0x0123456789ABCDEFL, 0), NOW))
                .isFalse();
    }

    @Test
    void what_old_entries_took_is_used_again() throws IOException {
        var now = NOW;
        var few = memoryOf(700_000);
        long[] bytes = new long[300];
        for (int hour = 0; hour < bytes.length; hour++) {
            assertThat(few.makeRoomFor(20_000, now)).isTrue();
            for (long i = 0; i < 20_000; i++) {
                few.add(fingerprint(hour, i), now);
            }
            for (int age : new int[] {0, 1, 17, 30, 31, 32, 100}) {
                assertThat(hour < age || few.contains(fingerprint(hour - age, hour), now))
                        .as("the event that is %d hours old in hour %d", age, hour)
                        .isEqualTo(hour < age || age <= 30);
            }
            bytes[hour] = few.bytes();
            now = now.plus(Duration.ofHours(1));
        }

        assertThat(bytes[bytes.length - 1]).isLessThan(bytes[100] * 11 / 10);
    }

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    /** Beside an ordinary map, while hours pass and room is made. The test's name holds the seed. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void it_knows_what_a_map_of_times_knows(long seed) throws IOException {
        knowsWhatAMapKnows(memoryOf(4_000), new Random(seed), FingerprintMemoryTest::fingerprint);
    }

    /** One part of the index has to do all, and is settled often. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void it_knows_what_a_map_of_times_knows_of_events_that_share_their_first_bits(long seed) throws IOException {
        var unspread = new FingerprintMemory(folder, REMEMBERED, 10_000_000, 1);
        knowsWhatAMapKnows(unspread, new Random(seed), FingerprintMemoryTest::inFirstPart);
    }

    private static void knowsWhatAMapKnows(FingerprintMemory few, Random random, LongFunction<Fingerprint> fingerprints)
            throws IOException {
        var model = new HashMap<Fingerprint, Instant>();
        var now = NOW;
        for (int step = 0; step < 20_000; step++) {
            now = now.plusSeconds(random.nextInt(60));
            var event = fingerprints.apply(random.nextInt(5_000));
            var hour = now.truncatedTo(ChronoUnit.HOURS);
            assertThat(few.contains(event, now)).isEqualTo(isKnown(model, event, hour));
            if (few.makeRoomFor(1, now)) {
                few.add(event, now);
                model.put(event, hour);
            }
        }
    }

    private static boolean isKnown(Map<Fingerprint, Instant> model, Fingerprint event, Instant hour) {
        var seen = model.get(event);
        return seen != null && Duration.between(seen, hour).compareTo(REMEMBERED) <= 0;
    }

    private static Fingerprint inFirstPart(long i) {
        var anywhere = fingerprint(i);
        return new Fingerprint(anywhere.high() >>> 10, anywhere.low());
    }

    /** Another one for each pair, without the cost of hashing a text. */
    private static Fingerprint fingerprint(int hour, long i) {
        long mixed = (((long) hour << 32) + i) * 0x9E3779B97F4A7C15L;
        return new Fingerprint(mixed ^ (mixed >>> 29), Long.reverse(mixed) & ~0xFFFFL);
    }

    private static Fingerprint fingerprint(long i) {
        return Fingerprint.of("/app", Long.toString(i));
    }
}
