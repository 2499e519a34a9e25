package io.stallkeeper.metering.adapters.aws;

import io.stallkeeper.metering.adapters.postgres.HourRow;
import io.stallkeeper.metering.domain.hour.SendAs;
import io.stallkeeper.metering.domain.hour.TaggedQuantity;
import io.stallkeeper.metering.domain.usage.UsageTags;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.marketplacemetering.model.BatchMeterUsageRequest;
import software.amazon.awssdk.services.marketplacemetering.model.Tag;
import software.amazon.awssdk.services.marketplacemetering.model.UsageAllocation;
import software.amazon.awssdk.services.marketplacemetering.model.UsageRecord;

/** Frozen hours as AWS's records: the same on every attempt (marketplace-protocol 4.1, 4.3). */
final class UsageRecords {

    private UsageRecords() {}

    static BatchMeterUsageRequest requestOf(List<HourRow> hours) {
        var request = BatchMeterUsageRequest.builder()
                .usageRecords(hours.stream().map(UsageRecords::recordOf).toList());
        var sendAs = sendAsOf(hours.getFirst());
        if (!sendAs.byLicense()) {
            request.productCode(sendAs.productCode());
        }
        return request.build();
    }

    static UsageRecord recordOf(HourRow hour) {
        var sendAs = sendAsOf(hour);
        var usage = UsageRecord.builder()
                .timestamp(hour.timestamp())
                .dimension(hour.key().dimension())
                .quantity(Math.toIntExact(hour.book().quantity()));
        if (!hour.allocations().isEmpty()) {
            usage.usageAllocations(
                    hour.allocations().stream().map(UsageRecords::allocationOf).toList());
        }
        return sendAs.byLicense()
                ? usage.licenseArn(sendAs.licenseArn())
                        .customerAWSAccountId(sendAs.customerAwsAccountId())
                        .build()
                : usage.customerIdentifier(sendAs.customerIdentifier()).build();
    }

    private static UsageAllocation allocationOf(TaggedQuantity part) {
        var allocation = UsageAllocation.builder().allocatedUsageQuantity(Math.toIntExact(part.quantity()));
        if (!part.tags().equals(UsageTags.NONE)) {
            allocation.tags(UsageTags.parse(part.tags()).entrySet().stream()
                    .map(tag -> Tag.builder()
                            .key(tag.getKey())
                            .value(tag.getValue())
                            .build())
                    .toList());
        }
        return allocation.build();
    }

    private static SendAs sendAsOf(HourRow hour) {
        return Objects.requireNonNull(hour.sendAs(), "a frozen hour has an identity");
    }
}
