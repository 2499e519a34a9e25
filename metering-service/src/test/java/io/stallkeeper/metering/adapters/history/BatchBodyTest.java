package io.stallkeeper.metering.adapters.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BatchBodyTest {

    private static final Instant NOON = Instant.parse("2026-08-20T12:00:00Z");

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void events_come_back_as_they_were(long seed) {
        var random = new Random(seed);
        var events = IntStream.range(0, random.nextInt(1, 300))
                .mapToObj(i -> event(random))
                .toList();

        assertThat(BatchBody.read(BatchBody.hoursOf(events), BatchBody.write(events)))
                .isEqualTo(events);
    }

    @Test
    void what_makes_events_known_again_is_read_by_itself() {
        var random = new Random(7);
        var events = IntStream.range(0, 50).mapToObj(i -> event(random)).toList();
        var read = new ArrayList<String>();

        BatchBody.readIds(BatchBody.write(events), (source, id) -> read.add(source + "#" + id));

        assertThat(read)
                .isEqualTo(events.stream()
                        .map(event -> event.source() + "#" + event.id())
                        .toList());
    }

    @Test
    void a_usual_event_takes_some_thirty_bytes() {
        var random = new Random(1);
        var events = IntStream.range(0, 10_000)
                .mapToObj(i -> new CountedEvent(
                        random.nextInt(1_000),
                        new TopicPartition("usage", 0),
                        1_000_000L + i,
                        "/app",
                        new UUID(random.nextLong(), random.nextLong()).toString(),
                        NOON.plusMillis(10L * i),
                        BigDecimal.valueOf(random.nextInt(100)),
                        null))
                .toList();

        assertThat(BatchBody.write(events).length / events.size()).isBetween(20, 30);
    }

    /** The bytes of a row that was written once must be readable for ever. */
    @Test
    void rows_of_the_first_form_are_readable() {
        var events = List.of(
                new CountedEvent(
                        5, new TopicPartition("usage", 2), 17, "/app", "a-1", NOON, new BigDecimal("1.50"), null),
                new CountedEvent(
                        9,
                        new TopicPartition("usage", 2),
                        19,
                        "/app",
                        "00000000-0000-0001-0000-000000000002",
                        NOON.plusNanos(1_000),
                        BigDecimal.TEN,
                        "unknown-dimension"));
        var hours = HexFormat.of().parseHex("00000000000000050000000000000009");
        var body = HexFormat.of().parseHex(FIRST_FORM);

        assertThat(BatchBody.read(hours, body)).isEqualTo(events);
        assertThatThrownBy(() -> BatchBody.read(hours, new byte[] {9})).isInstanceOf(IllegalStateException.class);
    }

    private static final String FIRST_FORM =
            "010201042f617070000103612d31000000000000000000010000000000000002010775736167652d32020011756e6b6e6f776e2d64696d656e73696f6e0100002280c09ca6a8deac06000104020096010004020114";

    private static CountedEvent event(Random random) {
        return new CountedEvent(
                random.nextLong(20) - 10,
                new TopicPartition("usage-" + random.nextInt(2), random.nextInt(12)),
                random.nextLong(1L << 50),
                "/app/" + random.nextInt(3),
                id(random),
                time(random),
                quantity(random),
                random.nextInt(4) == 0 ? "unknown-dimension" : null);
    }

    private static String id(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> new UUID(random.nextLong(), random.nextLong()).toString();
            case 1 -> new UUID(random.nextLong(), random.nextLong()).toString().toUpperCase(java.util.Locale.ROOT);
            case 2 -> "event-" + random.nextInt(1_000);
            case 3 -> "ä€😀" + random.nextInt(10);
            default -> new String(new byte[random.nextInt(1, 40)], StandardCharsets.US_ASCII);
        };
    }

    private static Instant time(Random random) {
        var time = NOON.plusSeconds(random.nextInt(100_000) - 50_000);
        return switch (random.nextInt(4)) {
            case 0 -> time.plusNanos(random.nextInt(1_000_000_000));
            case 1 -> time.plusMillis(random.nextInt(1_000));
            default -> time;
        };
    }

    private static BigDecimal quantity(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> BigDecimal.valueOf(random.nextInt(1_000));
            case 1 -> BigDecimal.valueOf(random.nextInt(1_000_000), random.nextInt(12));
            default -> new BigDecimal(new BigInteger(120, random), random.nextInt(18));
        };
    }
}
