package io.stallkeeper.metering.domain.hour;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whole units shared out among the tags of an hour's usage, so that the parts add up to them exactly: each tag set gets
 * its own whole units, and those with the largest fractions one more (marketplace-protocol 4.1).
 *
 * @param parts at most {@value #MAX_PARTS}, in the order of their tags; empty if nothing has tags
 * @param rest what of each tag set isn't in its part, so that it can go on with what is carried
 * @param overflowing units of tag sets that there was no room for: they are in the part without tags
 */
public record Allocations(List<TaggedQuantity> parts, SortedMap<String, BigDecimal> rest, long overflowing) {

    /** AWS's limit of one record. */
    public static final int MAX_PARTS = 2_500;

    /** A call has less than 1 MB, and its other fields are short. */
    public static final int MAX_BYTES = 900_000;

    /** A part's quantity and its braces; a tag's names, quotes and braces. */
    private static final int BYTES_OF_A_PART = 60;

    private static final int BYTES_OF_A_TAG = 24;

    private static final String UNTAGGED = "";

    public Allocations {
        parts = List.copyOf(parts);
    }

    /**
     * @param contents all that is in the hour
     * @param whole what of it is sent
     * @param tagged by canonical tags; what of the contents is in none has no tags
     */
    public static Allocations of(BigDecimal contents, long whole, Map<String, BigDecimal> tagged) {
        var sums = sums(contents, tagged);
        if (sums.keySet().stream().allMatch(UNTAGGED::equals)) {
            return new Allocations(List.of(), new TreeMap<>(), 0);
        }
        // More than a record holds: each tag set loses its part of the rest.
        boolean isCut = contents.subtract(BigDecimal.valueOf(whole)).compareTo(BigDecimal.ONE) >= 0;
        var shares = shares(isCut ? scaled(sums, BigDecimal.valueOf(whole), contents) : sums, whole);
        var rest = rest(sums, shares, contents.subtract(BigDecimal.valueOf(whole)));
        shares.values().removeIf(share -> share == 0);
        return withinLimits(shares, rest);
    }

    /**
     * Contents by tags, those without any included. Contracts may have taken from the hour: then each loses its part.
     */
    private static SortedMap<String, BigDecimal> sums(BigDecimal contents, Map<String, BigDecimal> tagged) {
        var sums = new TreeMap<>(tagged);
        sums.remove(UNTAGGED);
        sums.values().removeIf(quantity -> quantity.signum() == 0);
        var untagged = contents.subtract(sums.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
        if (untagged.signum() > 0) {
            sums.put(UNTAGGED, untagged);
        } else if (untagged.signum() < 0) {
            return scaled(sums, contents, contents.subtract(untagged));
        }
        return sums;
    }

    private static SortedMap<String, BigDecimal> scaled(
            SortedMap<String, BigDecimal> sums, BigDecimal to, BigDecimal from) {
        var scaled = new TreeMap<>(sums);
        scaled.replaceAll((tags, quantity) ->
                quantity.multiply(to).divide(from, MathContext.DECIMAL128).setScale(18, RoundingMode.DOWN));
        return scaled;
    }

    private static SortedMap<String, Long> shares(SortedMap<String, BigDecimal> sums, long whole) {
        var shares = new TreeMap<String, Long>();
        long left = whole;
        for (var sum : sums.entrySet()) {
            long floor = Math.min(left, sum.getValue().longValue());
            shares.put(sum.getKey(), floor);
            left -= floor;
        }
        var byFraction = sums.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, BigDecimal> sum) ->
                                sum.getValue().remainder(BigDecimal.ONE))
                        .reversed()
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList();
        for (int i = 0; left > 0; i = (i + 1) % byFraction.size()) {
            shares.merge(byFraction.get(i), 1L, Long::sum);
            left--;
        }
        return shares;
    }

    private static SortedMap<String, BigDecimal> rest(
            SortedMap<String, BigDecimal> sums, Map<String, Long> shares, BigDecimal carried) {
        var rest = new TreeMap<String, BigDecimal>();
        var left = carried;
        for (var sum : sums.entrySet()) {
            var over = sum.getValue()
                    .subtract(BigDecimal.valueOf(shares.getOrDefault(sum.getKey(), 0L)))
                    .min(left);
            if (over.signum() > 0) {
                rest.put(sum.getKey(), over);
                left = left.subtract(over);
            }
        }
        rest.remove(UNTAGGED);
        return rest;
    }

    /** The largest parts keep their tags. */
    private static Allocations withinLimits(SortedMap<String, Long> shares, SortedMap<String, BigDecimal> rest) {
        var largest = shares.entrySet().stream()
                .filter(share -> !share.getKey().equals(UNTAGGED))
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .toList();
        var kept = new TreeMap<String, Long>();
        long bytes = BYTES_OF_A_PART;
        long overflowing = 0;
        for (var share : largest) {
            bytes += bytesOf(share.getKey());
            if (kept.size() < MAX_PARTS - 1 && bytes <= MAX_BYTES) {
                kept.put(share.getKey(), share.getValue());
            } else {
                overflowing += share.getValue();
            }
        }
        long untagged = shares.getOrDefault(UNTAGGED, 0L) + overflowing;
        if (untagged > 0) {
            kept.put(UNTAGGED, untagged);
        }
        var parts = new ArrayList<TaggedQuantity>(kept.size());
        kept.forEach((tags, quantity) -> parts.add(new TaggedQuantity(tags, quantity)));
        return new Allocations(parts, rest, overflowing);
    }

    /**
     * What these parts take of a call, at most: no character of a tag needs escaping in JSON but one, which needs two.
     */
    public static int bytesOf(List<TaggedQuantity> parts) {
        return parts.stream().mapToInt(part -> bytesOf(part.tags())).sum();
    }

    private static int bytesOf(String tags) {
        var text = tags.getBytes(StandardCharsets.UTF_8).length;
        long quotes = tags.chars().filter(character -> character == '"').count();
        return BYTES_OF_A_PART
                + text
                + Math.toIntExact(quotes)
                + BYTES_OF_A_TAG * Math.toIntExact(tags.lines().count());
    }
}
