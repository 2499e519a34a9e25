package io.stallkeeper.simulator.api.aws.model;

import io.stallkeeper.simulator.api.aws.model.Shape.Mapping;
import io.stallkeeper.simulator.api.aws.model.Shape.Sequence;
import io.stallkeeper.simulator.api.aws.model.Shape.Structure;
import io.stallkeeper.simulator.api.aws.model.Shape.Whole;

/** Requests of the entitlement service (protocol page, 5). */
public final class EntitlementShapes {
    private static final Shape FILTER = new Mapping(
            Shape.oneOf("CUSTOMER_IDENTIFIER", "CUSTOMER_AWS_ACCOUNT_ID", "DIMENSION", "LICENSE_ARN"),
            new Sequence(Shape.text(0, Integer.MAX_VALUE), 1, Integer.MAX_VALUE));

    public static final Structure GET_ENTITLEMENTS = Shape.structure()
            .needs("ProductCode", Shape.text(1, 255))
            .with("Filter", FILTER)
            .with("NextToken", Shape.text(0, Integer.MAX_VALUE, "\\S+"))
            .with("MaxResults", new Whole(1, 25));

    private EntitlementShapes() {}
}
