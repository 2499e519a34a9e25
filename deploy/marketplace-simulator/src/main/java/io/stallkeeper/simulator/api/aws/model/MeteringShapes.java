package io.stallkeeper.simulator.api.aws.model;

import io.stallkeeper.simulator.api.aws.model.Shape.Sequence;
import io.stallkeeper.simulator.api.aws.model.Shape.Structure;
import io.stallkeeper.simulator.api.aws.model.Shape.Time;
import io.stallkeeper.simulator.api.aws.model.Shape.Whole;

/**
 * Requests of the metering service (protocol page, 1.3, 4.1 and 4.7). Licenses, tags and the number of allocations have
 * errors of their own at AWS, and are left to the metering rules.
 */
public final class MeteringShapes {
    private static final int MOST_RECORDS = 25;
    private static final Shape PRODUCT_CODE = Shape.text(0, 255, "[-a-zA-Z0-9/=:_.@]*");
    private static final Shape QUANTITY = new Whole(0, Integer.MAX_VALUE);
    private static final Shape ANY_TEXT = Shape.text(0, Integer.MAX_VALUE);

    private static final Shape ALLOCATION = Shape.structure()
            .needs("AllocatedUsageQuantity", QUANTITY)
            .with(
                    "Tags",
                    new Sequence(
                            Shape.structure().needs("Key", ANY_TEXT).needs("Value", ANY_TEXT), 1, Integer.MAX_VALUE));

    private static final Shape ALLOCATIONS = new Sequence(ALLOCATION, 1, Integer.MAX_VALUE);

    private static final Shape RECORD = Shape.structure()
            .needs("Timestamp", new Time())
            .needs("Dimension", Shape.text(1, 255))
            .with("Quantity", QUANTITY)
            .with("CustomerAWSAccountId", Shape.text(1, 255, "[0-9]+"))
            .with("LicenseArn", ANY_TEXT)
            .with("CustomerIdentifier", Shape.text(0, 255))
            .with("UsageAllocations", ALLOCATIONS);

    public static final Structure RESOLVE_CUSTOMER =
            Shape.structure().needs("RegistrationToken", Shape.text(1, Integer.MAX_VALUE));

    public static final Structure BATCH_METER_USAGE = Shape.structure()
            .needs("UsageRecords", new Sequence(RECORD, 0, MOST_RECORDS))
            .with("ProductCode", PRODUCT_CODE);

    public static final Structure METER_USAGE = Shape.structure()
            .needs("ProductCode", PRODUCT_CODE)
            .needs("Timestamp", new Time())
            .needs("UsageDimension", Shape.text(1, 255))
            .with("UsageQuantity", QUANTITY)
            .with("DryRun", new Shape.Flag())
            .with("UsageAllocations", ALLOCATIONS)
            .with("ClientToken", Shape.text(1, 64));

    private MeteringShapes() {}
}
