package io.stallkeeper.metering.adapters.aws;

import io.stallkeeper.metering.adapters.postgres.HourRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.marketplacemetering.model.UsageRecord;

/** What makes a record one of its kind in a call, and comes back with its result. */
record RecordIdentity(
        @Nullable String license,
        @Nullable String customer,
        String dimension,
        @Nullable Instant timestamp) {

    static RecordIdentity of(HourRow hour) {
        return of(UsageRecords.recordOf(hour));
    }

    static RecordIdentity of(UsageRecord usage) {
        return new RecordIdentity(
                usage.licenseArn(),
                usage.licenseArn() == null ? usage.customerIdentifier() : null,
                usage.dimension(),
                usage.timestamp() == null
                        ? null
                        : Instant.ofEpochSecond(usage.timestamp().getEpochSecond()));
    }
}
