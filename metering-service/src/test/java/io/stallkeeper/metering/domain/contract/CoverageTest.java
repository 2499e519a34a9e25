package io.stallkeeper.metering.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.stallkeeper.metering.domain.product.IncludedPer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is included, against a reckoning that takes one event after the other. The test's name holds the seed. */
class CoverageTest {

    private static final Instant START = Instant.parse("2026-03-30T20:00:00Z");
    private static final int EVENTS = 60;

    private record Use(Instant time, BigDecimal units) {}

    static LongStream seeds() {
        return LongStream.range(0, 400);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatever_the_order_and_the_batches_as_much_is_included_as_one_by_one_in_time(long seed) {
        var random = new Random(seed);
        var per = random.nextBoolean() ? IncludedPer.TERM : IncludedPer.MONTH;
        var timeline = timeline(random);
        var uses = uses(random);

        var expected = oneByOne(uses, timeline, per);
        Collections.shuffle(uses, random);

        assertThat(inBatches(uses, timeline, per, random)).isEqualByComparingTo(expected);
    }

    @ParameterizedTest(name = "per {0}")
    @EnumSource
    void each_batch_is_included_between_not_at_all_and_wholly(IncludedPer per) {
        var random = new Random(7);
        var timeline = timeline(random);
        var books = new HashMap<Instant, Coverage>();
        for (var use : uses(random)) {
            assertThat(take(List.of(use), books, timeline, per)).isBetween(BigDecimal.ZERO, use.units());
        }
    }

    /** Terms of some days, with upgrades and downgrades in mid-hour. */
    private static Timeline timeline(Random random) {
        var allowances = new ArrayList<Allowance>();
        var termStart = Instant.EPOCH;
        var from = Instant.EPOCH;
        for (int i = 0; i < 6; i++) {
            allowances.add(new Allowance(from, termStart, BigDecimal.valueOf(random.nextInt(200)), null));
            from = START.plus(Duration.ofMinutes(1 + 600L * i + random.nextInt(600)));
            termStart = random.nextInt(3) == 0 ? from : termStart;
        }
        return new Timeline(allowances, true);
    }

    private static List<Use> uses(Random random) {
        var uses = new ArrayList<Use>();
        for (int i = 0; i < EVENTS; i++) {
            uses.add(
                    new Use(START.plusSeconds(random.nextInt(72 * 3600)), BigDecimal.valueOf(random.nextInt(1500), 2)));
        }
        return uses;
    }

    private static BigDecimal oneByOne(List<Use> uses, Timeline timeline, IncludedPer per) {
        var includedOf = new HashMap<Instant, BigDecimal>();
        var inTime = new ArrayList<>(uses);
        inTime.sort(java.util.Comparator.comparing(Use::time));
        for (var use : inTime) {
            var soFar = includedOf.getOrDefault(timeline.periodOf(use.time(), per), BigDecimal.ZERO);
            var room = timeline.at(use.time()).quantity().subtract(soFar).max(BigDecimal.ZERO);
            includedOf.put(
                    timeline.periodOf(use.time(), per), soFar.add(use.units().min(room)));
        }
        return includedOf.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal inBatches(List<Use> uses, Timeline timeline, IncludedPer per, Random random) {
        var books = new HashMap<Instant, Coverage>();
        var included = BigDecimal.ZERO;
        int next = 0;
        while (next < uses.size()) {
            int end = Math.min(uses.size(), next + 1 + random.nextInt(10));
            included = included.add(take(uses.subList(next, end), books, timeline, per));
            next = end;
        }
        return included;
    }

    private static BigDecimal take(List<Use> uses, Map<Instant, Coverage> books, Timeline timeline, IncludedPer per) {
        var byPeriod = new TreeMap<Instant, Map<Instant, BigDecimal>>();
        uses.forEach(use -> byPeriod.computeIfAbsent(timeline.periodOf(use.time(), per), period -> new HashMap<>())
                .merge(timeline.segmentOf(use.time(), per), use.units(), BigDecimal::add));
        var included = BigDecimal.ZERO;
        for (var period : byPeriod.entrySet()) {
            var before = books.getOrDefault(period.getKey(), Coverage.nothingUsed());
            var after = before.plus(period.getValue());
            books.put(period.getKey(), after);
            included = included.add(
                            after.included(segment -> timeline.at(segment).quantity()))
                    .subtract(before.included(segment -> timeline.at(segment).quantity()));
        }
        return included;
    }
}
