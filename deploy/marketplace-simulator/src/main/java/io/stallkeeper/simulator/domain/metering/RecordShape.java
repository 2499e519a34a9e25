package io.stallkeeper.simulator.domain.metering;

import io.stallkeeper.simulator.domain.refusal.Refusal;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.util.Optional;
import java.util.regex.Pattern;

/** What of a record's shape has an error of its own at AWS (protocol page, 4.1 and 4.4). */
public final class RecordShape {
    private static final int MAX_ALLOCATIONS = 2500;
    private static final Pattern LICENSE_ARN = Pattern.compile("arn:aws[a-zA-Z-]*:[A-Za-z0-9][A-Za-z0-9_/.-]{0,62}"
            + ":[A-Za-z0-9_/.-]{0,63}:[A-Za-z0-9_/.-]{0,63}:[A-Za-z0-9][A-Za-z0-9:_/+=,@.-]{0,1023}");

    private RecordShape() {}

    /** The first thing of this record that is not as it must be. */
    public static Optional<Refusal> check(UsageRecord record) {
        if (record.licenseArn() != null
                && !LICENSE_ARN.matcher(record.licenseArn()).matches()) {
            return Optional.of(RefusalCode.INVALID_LICENSE.because("LicenseArn: not the ARN of a license"));
        }
        return record.allocations().size() > MAX_ALLOCATIONS
                ? Optional.of(
                        RefusalCode.INVALID_USAGE_ALLOCATIONS.because("UsageAllocations: more than " + MAX_ALLOCATIONS))
                : Optional.empty();
    }
}
