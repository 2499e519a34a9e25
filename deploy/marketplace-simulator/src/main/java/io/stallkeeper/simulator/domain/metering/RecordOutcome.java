package io.stallkeeper.simulator.domain.metering;

import org.jspecify.annotations.Nullable;

/** What the seller reads about one record; only a billed record has an id. */
public record RecordOutcome(UsageRecord record, @Nullable String meteringRecordId, RecordStatus status) {}
