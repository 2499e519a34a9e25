package io.stallkeeper.metering.domain.hour;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AllocationsTest {

    @Test
    void each_tag_set_has_its_whole_units_and_the_largest_fraction_one_more() {
        var allocations = of("6.2", 6, Map.of("a", "2.5", "b", "1.9", "c", "1.8"));

        assertThat(allocations.parts())
                .containsExactly(new TaggedQuantity("a", 2), new TaggedQuantity("b", 2), new TaggedQuantity("c", 2));
        assertThat(allocations.rest()).containsExactlyEntriesOf(new TreeMap<>(Map.of("a", new BigDecimal("0.2"))));
    }

    @Test
    void what_has_no_tags_is_a_part_of_its_own() {
        assertThat(of("5", 5, Map.of("a", "2")).parts())
                .containsExactly(new TaggedQuantity("", 3), new TaggedQuantity("a", 2));
    }

    @Test
    void without_any_tags_there_are_no_parts() {
        assertThat(of("5.5", 5, Map.of()).parts()).isEmpty();
        assertThat(of("5.5", 5, Map.of("", "5.5")).parts()).isEmpty();
    }

    @Test
    void nothing_whole_leaves_all_of_it_to_go_on_with_its_tags() {
        var allocations = of("0.7", 0, Map.of("a", "0.3", "b", "0.4"));

        assertThat(allocations.parts()).isEmpty();
        assertThat(allocations.rest())
                .containsExactlyEntriesOf(
                        new TreeMap<>(Map.of("a", new BigDecimal("0.3"), "b", new BigDecimal("0.4"))));
    }

    @Test
    void what_a_contract_has_taken_from_the_hour_is_taken_from_each_tag_set() {
        assertThat(of("5", 5, Map.of("a", "8", "b", "2")).parts())
                .containsExactly(new TaggedQuantity("a", 4), new TaggedQuantity("b", 1));
    }

    @Test
    void what_is_more_than_a_record_holds_is_missing_from_each_tag_set_alike() {
        assertThat(of("6000000000", 2_147_483_647, Map.of("a", "3000000000", "b", "2000000000"))
                        .parts())
                .containsExactly(
                        new TaggedQuantity("", 357_913_941),
                        new TaggedQuantity("a", 1_073_741_824),
                        new TaggedQuantity("b", 715_827_882));
    }

    @Test
    void more_tag_sets_than_a_record_takes_lose_the_smallest_to_the_part_without_tags() {
        var tagged = new HashMap<String, String>();
        for (int i = 0; i < 3_000; i++) {
            tagged.put("key\t" + i, Integer.toString(i + 1));
        }

        var allocations = of("4501500", 4_501_500, tagged);

        assertThat(allocations.parts()).hasSize(Allocations.MAX_PARTS);
        assertThat(allocations.parts().getFirst().tags()).isEmpty();
        assertThat(allocations.overflowing()).isEqualTo(501L * 502 / 2);
        assertThat(sum(allocations)).isEqualTo(4_501_500);
    }

    @Test
    void tags_that_would_fill_a_call_lose_some_too() {
        var tagged = new HashMap<String, String>();
        for (int i = 0; i < 2_000; i++) {
            tagged.put(("k\t" + "v".repeat(256) + "\n").repeat(4) + "n\t" + i, "1");
        }

        var allocations = of("2000", 2_000, tagged);

        assertThat(Allocations.bytesOf(allocations.parts())).isLessThanOrEqualTo(Allocations.MAX_BYTES);
        assertThat(allocations.overflowing()).isPositive();
        assertThat(sum(allocations)).isEqualTo(2_000);
    }

    @Test
    void parts_always_add_up_and_no_tag_set_is_a_unit_off() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            var tagged = new HashMap<String, BigDecimal>();
            var contents = BigDecimal.valueOf(random.nextInt(500), 2);
            for (int i = random.nextInt(6); i > 0; i--) {
                var quantity = BigDecimal.valueOf(random.nextInt(1000), random.nextInt(4));
                tagged.put("t" + i, quantity);
                contents = contents.add(quantity);
            }
            long whole = contents.longValue();

            var allocations = Allocations.of(contents, whole, tagged);

            assertThat(allocations.parts().isEmpty() || sum(allocations) == whole)
                    .as("seed %d, %s of %s", seed, allocations, tagged)
                    .isTrue();
            for (var part : allocations.parts()) {
                var own = tagged.get(part.tags());
                assertThat(own == null
                                || own.subtract(BigDecimal.valueOf(part.quantity()))
                                                .abs()
                                                .compareTo(BigDecimal.ONE)
                                        < 0)
                        .as("seed %d, %s of %s", seed, part, tagged)
                        .isTrue();
            }
        }
    }

    private static Allocations of(String contents, long whole, Map<String, String> tagged) {
        var sums = new TreeMap<String, BigDecimal>();
        tagged.forEach((tags, quantity) -> sums.put(tags, new BigDecimal(quantity)));
        return Allocations.of(new BigDecimal(contents), whole, sums);
    }

    private static long sum(Allocations allocations) {
        return allocations.parts().stream().mapToLong(TaggedQuantity::quantity).sum();
    }
}
