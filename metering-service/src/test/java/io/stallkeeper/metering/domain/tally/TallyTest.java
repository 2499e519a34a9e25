package io.stallkeeper.metering.domain.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any order and any batches of the same events report the same of an hour. The test's name holds the seed. */
class TallyTest {

    private static final Instant HOUR = Instant.parse("2026-08-20T14:00:00Z");

    private record Event(BigDecimal quantity, Instant time, String key) {}

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_maximum_is_the_highest_of_all_events(long seed) {
        var random = new Random(seed);
        var events = events(random);
        var reported = BigDecimal.ZERO;
        for (var batch : batches(events, random)) {
            var tally = new Tally.Highest();
            batch.forEach(event -> tally.add(event.quantity(), event.time(), null));
            reported = reported.add(tally.changeOf(reported));
        }

        assertThat(reported)
                .isEqualByComparingTo(events.stream()
                        .map(Event::quantity)
                        .max(BigDecimal::compareTo)
                        .orElseThrow());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_last_is_the_highest_of_the_latest_time_while_the_hour_is_open(long seed) {
        var random = new Random(seed);
        var events = events(random);
        var last = events.stream()
                .max((a, b) -> a.time().equals(b.time())
                        ? a.quantity().compareTo(b.quantity())
                        : a.time().compareTo(b.time()))
                .orElseThrow();

        assertThat(new LastHour().takeOpen(batches(events, random)).reported).isEqualByComparingTo(last.quantity());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void once_the_hour_is_closed_the_last_is_only_raised_the_same_in_every_order(long seed) {
        var random = new Random(seed);
        var before = events(random);
        var after = events(random);

        var one = new LastHour().takeOpen(batches(before, random));
        var other = new LastHour().takeOpen(batches(before, random));
        var frozen = one.reported;
        one.takeClosed(batches(after, random));
        other.takeClosed(batches(after, random));

        assertThat(one.reported).isEqualByComparingTo(other.reported).isGreaterThanOrEqualTo(frozen);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_unique_count_counts_every_key_once(long seed) {
        var random = new Random(seed);
        var events = events(random);
        var known = new HashSet<>();
        for (var batch : batches(events, random)) {
            var tally = new Tally.UniqueKeys();
            batch.forEach(event -> tally.add(event.quantity(), event.time(), event.key()));
            known.addAll(tally.keys());
        }

        assertThat(known)
                .hasSize((int) events.stream().map(Event::key).distinct().count());
    }

    /** As the database keeps it. */
    private static final class LastHour {
        private BigDecimal reported = BigDecimal.ZERO;
        private LatestUsage.@Nullable Point last;

        LastHour takeOpen(List<List<Event>> batches) {
            for (var batch : batches) {
                var usage = usageOf(batch);
                reported = reported.add(usage.changeOfOpen(reported, reported, last));
                last = usage.last(last);
            }
            return this;
        }

        void takeClosed(List<List<Event>> batches) {
            batches.forEach(batch -> reported = reported.add(usageOf(batch).changeOfClosed(reported, last)));
        }

        private static LatestUsage usageOf(List<Event> batch) {
            var tally = new Tally.Latest();
            batch.forEach(event -> tally.add(event.quantity(), event.time(), null));
            return tally.usage();
        }
    }

    private static List<Event> events(Random random) {
        return IntStream.range(0, random.nextInt(1, 30))
                .mapToObj(i -> new Event(
                        BigDecimal.valueOf(random.nextInt(20)),
                        HOUR.plusSeconds(random.nextInt(10)),
                        "key-" + random.nextInt(8)))
                .toList();
    }

    /** In another order, in batches of any size. */
    private static List<List<Event>> batches(List<Event> events, Random random) {
        var shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, random);
        var batches = new ArrayList<List<Event>>();
        while (!shuffled.isEmpty()) {
            int size = random.nextInt(1, shuffled.size() + 1);
            batches.add(List.copyOf(shuffled.subList(0, size)));
            shuffled.subList(0, size).clear();
        }
        return batches;
    }
}
