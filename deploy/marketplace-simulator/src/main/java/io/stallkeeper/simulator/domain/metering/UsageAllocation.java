package io.stallkeeper.simulator.domain.metering;

import java.util.List;

/** A part of a record's quantity; without tags it is the part that no label claims. */
public record UsageAllocation(long quantity, List<Tag> tags) {

    public UsageAllocation {
        tags = List.copyOf(tags);
    }
}
