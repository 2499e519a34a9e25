package io.stallkeeper.simulator.conformance;

import static io.stallkeeper.simulator.conformance.Rule.rule;
import static io.stallkeeper.simulator.conformance.Scene.accepted;
import static io.stallkeeper.simulator.conformance.Scene.object;
import static io.stallkeeper.simulator.conformance.Scene.refused;
import static io.stallkeeper.simulator.conformance.Scene.statuses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.stallkeeper.simulator.conformance.Rule.Asked;
import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.fault.FaultKind;
import io.stallkeeper.simulator.domain.listing.Product;
import io.stallkeeper.simulator.domain.listing.ProductIdentity;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is answered to metering, and what goes wrong with it. */
final class AnswerRules {
    private static final String DUPLICATES = "simulator.metering.identical-resend=duplicate-record";

    private AnswerRules() {}

    static List<Rule> rules() {
        return List.of(
                rule("4.4", "Success has a MeteringRecordId, and the record as it was sent", scene -> {
                    Agreement agreement = scene.licensed();
                    UsageOf usage = scene.usageOf(agreement).quantity(3).allocate(3, "team=a");
                    JsonNode result =
                            accepted(scene.meter(usage)).path("Results").path(0);
                    assertEquals("Success", result.path("Status").asText());
                    assertFalse(result.path("MeteringRecordId").asText().isEmpty());
                    JsonNode echo = result.path("UsageRecord");
                    assertEquals(
                            usage.json().path("Timestamp").asLong(),
                            echo.path("Timestamp").asLong());
                    for (String member : List.of("Dimension", "Quantity", "LicenseArn")) {
                        assertEquals(
                                usage.json().path(member).asText(),
                                echo.path(member).asText());
                    }
                    assertEquals(
                            "a", echo.findPath("Tags").path(0).path("Value").asText());
                }),
                rule("4.4", "a customer who never subscribed is CustomerNotSubscribed", scene -> {
                    Product product = scene.usage(ProductIdentity.LEGACY);
                    UsageOf nobody = UsageOf.of(scene.now());
                    statuses(
                            scene.meterBy(
                                    product,
                                    nobody.with("CustomerIdentifier", "nobody"),
                                    nobody.with("CustomerAWSAccountId", "999988887777")),
                            "CustomerNotSubscribed",
                            "CustomerNotSubscribed");
                }),
                rule("4.4", "an unknown ProductCode is refused, also without a record", scene -> {
                            scene.usage(ProductIdentity.LEGACY);
                            refused("InvalidProductCodeException", scene.meterBy("unlisted"));
                        })
                        .unconfirmed("whether AWS looks at the code of a call without records"),
                rule("4.4", "one call may have all statuses", scene -> {
                    Product product = scene.usage(ProductIdentity.LEGACY);
                    UsageOf good = UsageOf.account(scene.subscribe(product), scene.now());
                    statuses(
                            scene.meterBy(
                                    product, good, good.quantity(2), good.with("CustomerAWSAccountId", "999988887777")),
                            "Success",
                            "DuplicateRecord",
                            "CustomerNotSubscribed");
                }),
                rule("4.4", "one bad record refuses the whole call", scene -> {
                    Agreement agreement = scene.licensed();
                    UsageOf usage = scene.usageOf(agreement);
                    refused(
                            "InvalidUsageDimensionException",
                            scene.meter(usage, usage.dimension("storage"), usage.dimension("unlisted")));
                    assertEquals(0, scene.world().billed(agreement));
                }),
                rule(
                        "4.4",
                        "an unlisted product code is InvalidProductCodeException",
                        scene -> refused(
                                "InvalidProductCodeException",
                                scene.meterBy("unlisted", UsageOf.account(scene.legacy(), scene.now())))),
                rule("7", "a dimension that is only sold ahead is not metered", scene -> {
                    Agreement agreement =
                            scene.contracted(scene.contract(ProductIdentity.CONCURRENT_AGREEMENTS), Scene.BUYER);
                    refused(
                            "InvalidUsageDimensionException",
                            scene.meter(scene.usageOf(agreement).dimension("seats")));
                }),
                rule("7", "usage above a contract is metered", scene -> {
                    Agreement agreement =
                            scene.contracted(scene.contract(ProductIdentity.CONCURRENT_AGREEMENTS), Scene.BUYER);
                    statuses(scene.meter(scene.usageOf(agreement).dimension("gb")), "Success");
                }),
                rule("4.4", "UnprocessedRecords are sent again and taken", scene -> {
                    Agreement agreement = scene.licensed();
                    scene.fault("BatchMeterUsage", FaultKind.UNPROCESSED);
                    UsageOf usage = scene.usageOf(agreement);
                    JsonNode answer = accepted(scene.meter(usage, usage.dimension("storage")));
                    assertEquals(1, answer.path("Results").size());
                    assertEquals(1, answer.path("UnprocessedRecords").size());
                    statuses(scene.meter(usage.dimension("storage")), "Success");
                    assertEquals(2, scene.world().billed(agreement));
                }),
                rule("4.5", "an identical resend is Success with the same MeteringRecordId", scene -> {
                            UsageOf usage = scene.usageOf(scene.licensed());
                            Outcome first = scene.meter(usage);
                            Outcome again = scene.meter(usage);
                            statuses(again, "Success");
                            assertEquals(recordId(first), recordId(again));
                        })
                        .unconfirmed("A4: other texts say DuplicateRecord"),
                rule("4.5", "an identical resend is DuplicateRecord", scene -> {
                            UsageOf usage = scene.usageOf(scene.licensed());
                            statuses(scene.meter(usage), "Success");
                            statuses(scene.meter(usage), "DuplicateRecord");
                        })
                        .unconfirmed("A4")
                        .under(DUPLICATES),
                rule("4.5", "a subset may be sent again", scene -> {
                    Agreement agreement = scene.licensed();
                    UsageOf usage = scene.usageOf(agreement);
                    statuses(scene.meter(usage, usage.dimension("storage")), "Success", "Success");
                    statuses(scene.meter(usage.dimension("storage")), "Success");
                    assertEquals(2, scene.world().billed(agreement));
                }),
                rule("12", "a call whose answer was lost is sent again and billed once", scene -> {
                    Agreement agreement = scene.licensed();
                    UsageOf usage = scene.usageOf(agreement).quantity(6);
                    scene.fault("BatchMeterUsage", FaultKind.LOST_RESPONSE);
                    assertEquals(0, scene.meter(usage).status());
                    statuses(scene.meter(usage), "Success");
                    assertEquals(6, scene.world().billed(agreement));
                }),
                rule("12", "a call that was lost was not billed", scene -> lost(scene, FaultKind.LOST_REQUEST)),
                rule("12", "a call whose connection was reset was not billed", scene -> lost(scene, FaultKind.RESET)),
                rule("4.4", "InternalServiceErrorException is 500, and nothing was billed", scene -> {
                    Agreement agreement = scene.licensed();
                    scene.fault("BatchMeterUsage", FaultKind.INTERNAL_ERROR);
                    refused(500, "InternalServiceErrorException", scene.meter(scene.usageOf(agreement)));
                    assertEquals(0, scene.world().billed(agreement));
                }),
                rule("4.6", "more than 10 calls a second are ThrottlingException, in that Region alone", scene -> {
                    UsageOf usage = scene.usageOf(scene.licensed());
                    Set<String> errors = IntStream.range(0, 100)
                            .mapToObj(_ -> String.valueOf(scene.meter(usage).error()))
                            .collect(Collectors.toSet());
                    assertEquals(Set.of("null", "ThrottlingException"), errors);
                    statuses(scene.meterIn(scene.region() + "-2", usage), "Success");
                }),
                rule("4.6", "10 calls at once are taken", scene -> {
                    UsageOf usage = scene.usageOf(scene.licensed());
                    IntStream.range(0, 10).forEach(_ -> accepted(scene.meter(usage)));
                }),
                rule("4.7", "MeterUsage is not for SaaS", scene -> {
                            var input = object().put(
                                            "ProductCode",
                                            scene.licensed().terms().productCode())
                                    .put("Timestamp", scene.now().getEpochSecond())
                                    .put("UsageDimension", "requests")
                                    .put("UsageQuantity", 1);
                            refused(
                                    "CustomerNotEntitledException",
                                    scene.call(Call.Service.METERING, "MeterUsage", input));
                        })
                        .unconfirmed("the error's name"),
                rule(
                                "11",
                                "an operation that isn't there is UnknownOperationException",
                                scene -> refused(
                                        "UnknownOperationException",
                                        scene.call(Call.Service.METERING, "RegisterUsage", object())))
                        .asked(Asked.HTTP));
    }

    private static void lost(Scene scene, FaultKind kind) {
        Agreement agreement = scene.licensed();
        scene.fault("BatchMeterUsage", kind);
        assertEquals(0, scene.meter(scene.usageOf(agreement)).status());
        assertEquals(0, scene.world().billed(agreement));
        assertTrue(scene.meter(scene.usageOf(agreement)).error() == null);
    }

    private static String recordId(Outcome outcome) {
        return accepted(outcome)
                .path("Results")
                .path(0)
                .path("MeteringRecordId")
                .asText();
    }
}
