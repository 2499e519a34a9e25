package io.stallkeeper.simulator.api.aws.model;

import io.stallkeeper.simulator.api.aws.model.Shape.Sequence;
import io.stallkeeper.simulator.api.aws.model.Shape.Structure;
import io.stallkeeper.simulator.api.aws.model.Shape.Whole;

/** Requests of the agreement service that read (protocol page, 3.6). */
public final class AgreementShapes {
    private static final Shape RESOURCE_ID = Shape.text(1, 64, "[A-Za-z0-9_/-]+");
    private static final Shape NEXT_TOKEN = Shape.text(0, 8192, "[a-zA-Z0-9+/=]+");
    private static final Shape MAX_RESULTS = new Whole(1, 50);

    private static final Shape FILTER = Shape.structure()
            .needs(
                    "name",
                    Shape.oneOf(
                            "PartyType",
                            "AgreementType",
                            "ResourceType",
                            "ResourceIdentifier",
                            "Status",
                            "OfferId",
                            "AcceptorAccountId"))
            .needs("values", new Sequence(Shape.text(1, 64, "[A-Za-z0-9+:_-]+"), 1, 10));

    public static final Structure SEARCH = Shape.structure()
            .with("catalog", Shape.text(1, 64, "[a-zA-Z]+"))
            .with("filters", new Sequence(FILTER, 1, 10))
            .with(
                    "sort",
                    Shape.structure()
                            .with("sortBy", Shape.oneOf("EndTime"))
                            .with("sortOrder", Shape.oneOf("ASCENDING", "DESCENDING")))
            .with("maxResults", MAX_RESULTS)
            .with("nextToken", NEXT_TOKEN);

    public static final Structure DESCRIBE = Shape.structure().needs("agreementId", RESOURCE_ID);

    /** A page of what belongs to one agreement. */
    public static final Structure PAGE_OF_ONE =
            DESCRIBE.with("maxResults", MAX_RESULTS).with("nextToken", NEXT_TOKEN);

    private AgreementShapes() {}
}
