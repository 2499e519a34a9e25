package io.stallkeeper.simulator.domain.metering;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A BatchMeterUsage request, in the Region that it reached. */
public record MeterCall(String region, @Nullable String productCode, List<UsageRecord> records) {

    public MeterCall {
        records = List.copyOf(records);
    }
}
