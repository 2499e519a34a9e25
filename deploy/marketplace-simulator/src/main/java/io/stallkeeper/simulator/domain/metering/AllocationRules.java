package io.stallkeeper.simulator.domain.metering;

import io.stallkeeper.simulator.domain.metering.MeteringPolicy.TagLimit;
import io.stallkeeper.simulator.domain.refusal.Refusal;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Parts must add up, differ in their tags, and have few and well-formed ones (protocol page, 4.1). */
public final class AllocationRules {
    private static final int MAX_TAGS = 5;
    private static final int MAX_KEY_LENGTH = 100;
    private static final int MAX_VALUE_LENGTH = 256;
    /** The blank, minus and equals sign are a range in AWS's own pattern, and therefore here. */
    private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9+ -=._:/@]+");

    private AllocationRules() {}

    /** The first rule about allocations that this record breaks. */
    public static Optional<Refusal> check(UsageRecord record, TagLimit limit) {
        List<UsageAllocation> allocations = record.allocations();
        if (allocations.isEmpty()) {
            return Optional.empty();
        }
        if (hasTooManyTags(allocations, limit)) {
            return Optional.of(RefusalCode.INVALID_TAG.because("UsageAllocations: more than " + MAX_TAGS + " tags"));
        }
        if (allocations.stream()
                .flatMap(allocation -> allocation.tags().stream())
                .anyMatch(AllocationRules::isMalformed)) {
            return Optional.of(RefusalCode.INVALID_TAG.because("UsageAllocations: a tag's key or value is malformed"));
        }
        if (allocations.stream().mapToLong(UsageAllocation::quantity).sum() != record.quantity()) {
            return Optional.of(RefusalCode.INVALID_USAGE_ALLOCATIONS.because(
                    "UsageAllocations: the allocated quantities do not add up to Quantity"));
        }
        Set<Set<Tag>> tagSets = new HashSet<>();
        if (!allocations.stream().allMatch(allocation -> tagSets.add(Set.copyOf(allocation.tags())))) {
            return Optional.of(RefusalCode.INVALID_USAGE_ALLOCATIONS.because(
                    "UsageAllocations: two allocations have the same tags"));
        }
        return Optional.empty();
    }

    private static boolean hasTooManyTags(List<UsageAllocation> allocations, TagLimit limit) {
        return switch (limit) {
            case PER_ALLOCATION ->
                allocations.stream().anyMatch(allocation -> allocation.tags().size() > MAX_TAGS);
            case PER_RECORD ->
                allocations.stream()
                                .mapToInt(allocation -> allocation.tags().size())
                                .sum()
                        > MAX_TAGS;
        };
    }

    private static boolean isMalformed(Tag tag) {
        return tag.key().length() > MAX_KEY_LENGTH
                || tag.value().length() > MAX_VALUE_LENGTH
                || !TAG.matcher(tag.key()).matches()
                || !TAG.matcher(tag.value()).matches();
    }
}
