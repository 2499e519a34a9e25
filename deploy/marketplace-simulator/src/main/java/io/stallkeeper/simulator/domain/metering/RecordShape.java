package io.stallkeeper.simulator.domain.metering;

import io.stallkeeper.simulator.domain.refusal.Refusal;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lengths, ranges and patterns of a call and its records, as AWS's service model has them (protocol page, 4.1). */
public final class RecordShape {
    private static final int MAX_RECORDS = 25;
    private static final int MAX_LENGTH = 255;
    private static final int MAX_ALLOCATIONS = 2500;
    private static final Pattern ACCOUNT_ID = Pattern.compile("[0-9]{1,255}");
    private static final Pattern LICENSE_ARN = Pattern.compile("arn:aws[a-zA-Z-]*:[A-Za-z0-9][A-Za-z0-9_/.-]{0,62}"
            + ":[A-Za-z0-9_/.-]{0,63}:[A-Za-z0-9_/.-]{0,63}:[A-Za-z0-9][A-Za-z0-9:_/+=,@.-]{0,1023}");

    private RecordShape() {}

    /** The first thing of this call that is not as the service model says. */
    public static Optional<Refusal> check(MeterCall call) {
        if (call.records().size() > MAX_RECORDS) {
            return invalid("UsageRecords: at most " + MAX_RECORDS + " records are taken in one call");
        }
        return call.records().stream()
                .map(RecordShape::check)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Refusal> check(UsageRecord record) {
        if (record.dimension().isEmpty() || record.dimension().length() > MAX_LENGTH) {
            return invalid("Dimension: 1 to " + MAX_LENGTH + " characters");
        }
        if (isOutsideInteger(record.quantity())) {
            return invalid("Quantity: 0 to " + Integer.MAX_VALUE);
        }
        if (fails(ACCOUNT_ID, record.accountId())) {
            return invalid("CustomerAWSAccountId: must match " + ACCOUNT_ID);
        }
        if (record.customerIdentifier() != null && record.customerIdentifier().length() > MAX_LENGTH) {
            return invalid("CustomerIdentifier: 0 to " + MAX_LENGTH + " characters");
        }
        if (fails(LICENSE_ARN, record.licenseArn())) {
            return Optional.of(RefusalCode.INVALID_LICENSE.because("LicenseArn: not the ARN of a license"));
        }
        if (record.allocations().size() > MAX_ALLOCATIONS) {
            return invalid("UsageAllocations: 1 to " + MAX_ALLOCATIONS);
        }
        if (record.allocations().stream().anyMatch(allocation -> isOutsideInteger(allocation.quantity()))) {
            return invalid("AllocatedUsageQuantity: 0 to " + Integer.MAX_VALUE);
        }
        return Optional.empty();
    }

    private static boolean isOutsideInteger(long quantity) {
        return quantity < 0 || quantity > Integer.MAX_VALUE;
    }

    private static boolean fails(Pattern pattern, @Nullable String value) {
        return value != null && !pattern.matcher(value).matches();
    }

    private static Optional<Refusal> invalid(String message) {
        return Optional.of(RefusalCode.VALIDATION.because(message));
    }
}
