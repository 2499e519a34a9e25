package io.stallkeeper.metering.adapters.aws;

import io.stallkeeper.metering.adapters.postgres.HourRow;
import io.stallkeeper.metering.domain.hour.Walls;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.marketplacemetering.model.UsageRecord;

/**
 * What makes a record one of its kind in a call, and comes back with its result. Of its time only the hour: in the
 * answer to a duplicate it may be that of the record that AWS had before (marketplace-protocol 4.2).
 */
record RecordIdentity(
        @Nullable String license,
        @Nullable String customer,
        String dimension,
        @Nullable Instant hour) {

    static RecordIdentity of(HourRow hour) {
        return of(UsageRecords.recordOf(hour));
    }

    static RecordIdentity of(UsageRecord usage) {
        return new RecordIdentity(
                usage.licenseArn(),
                usage.licenseArn() == null ? usage.customerIdentifier() : null,
                usage.dimension(),
                usage.timestamp() == null ? null : Walls.hourOf(usage.timestamp()));
    }
}
