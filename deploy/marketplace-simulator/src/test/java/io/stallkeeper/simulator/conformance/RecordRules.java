package io.stallkeeper.simulator.conformance;

import static io.stallkeeper.simulator.conformance.Rule.rule;
import static io.stallkeeper.simulator.conformance.Scene.object;
import static io.stallkeeper.simulator.conformance.Scene.refused;
import static io.stallkeeper.simulator.conformance.Scene.statuses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.simulator.conformance.Rule.Asked;
import io.stallkeeper.simulator.domain.agreement.Agreement;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** What a BatchMeterUsage request and its records look like. */
final class RecordRules {
    private static final String SECTION = "4.1";
    private static final String NAME_UNKNOWN = "the error's name: ValidationException is what AWS's framework has";

    private RecordRules() {}

    static List<Rule> rules() {
        return List.of(
                rule(SECTION, "a call without records is taken", scene -> statuses(scene.meter()))
                        .unconfirmed("the effect of it"),
                rule(
                        SECTION,
                        "25 records are taken",
                        scene -> statuses(
                                scene.meter(hours(scene, 25)),
                                Collections.nCopies(25, "Success").toArray(String[]::new))),
                invalid("26 records are refused", scene -> scene.meter(hours(scene, 26))),
                rule(
                                SECTION,
                                "a megabyte is refused",
                                scene -> refused(
                                        413,
                                        "RequestEntityTooLargeException",
                                        scene.meterBy("x".repeat(1024 * 1024), scene.usageOf(scene.licensed()))))
                        .unconfirmed("the error's name and status"),
                invalid(
                        "UsageRecords is required",
                        scene -> scene.call(Call.Service.METERING, "BatchMeterUsage", object())),
                invalid("Timestamp is required", changed(usage -> usage.with("Timestamp", null))),
                invalid("Dimension is required", changed(usage -> usage.with("Dimension", null))),
                invalid("a Dimension is not empty", changed(usage -> usage.dimension(""))),
                invalid("a Dimension has at most 255 characters", changed(usage -> usage.dimension("d".repeat(256)))),
                refusedWith(
                        "a Dimension is case-sensitive",
                        "InvalidUsageDimensionException",
                        usage -> usage.dimension("Requests")),
                takenAs("a Quantity that is left out is 0", 0, usage -> usage.with("Quantity", null)),
                takenAs("a Quantity may be 2147483647", Integer.MAX_VALUE, usage -> usage.quantity(Integer.MAX_VALUE)),
                invalid("a Quantity is not negative", changed(usage -> usage.quantity(-1))),
                invalid("a Quantity is at most 2147483647", sent(json -> json.put("Quantity", 1L << 31)))
                        .asked(Asked.HTTP),
                rule(
                                SECTION,
                                "a Quantity has no fraction",
                                scene -> refused(
                                        "SerializationException",
                                        sent(json -> json.put("Quantity", 1.5)).apply(scene)))
                        .asked(Asked.HTTP)
                        .unconfirmed("the error's name"),
                rule(
                                SECTION,
                                "a Quantity is a number",
                                scene -> refused(
                                        "SerializationException",
                                        sent(json -> json.put("Quantity", "1")).apply(scene)))
                        .asked(Asked.HTTP)
                        .unconfirmed("the error's name"),
                invalid("an account is digits", changed(usage -> usage.with("CustomerAWSAccountId", "abc"))),
                invalid(
                        "an account has at most 255 digits",
                        changed(usage -> usage.with("CustomerAWSAccountId", "1".repeat(256)))),
                refusedWith("a license is an ARN", "InvalidLicenseException", usage -> usage.with("LicenseArn", "l-1")),
                invalid(
                        "a CustomerIdentifier has at most 255 characters",
                        changed(usage -> usage.with("CustomerIdentifier", "c".repeat(256)))),
                rule(
                                SECTION,
                                "members that the model doesn't know are ignored",
                                scene -> statuses(
                                        sent(json -> json.put("Colour", "blue")).apply(scene), "Success"))
                        .asked(Asked.HTTP),
                rule(
                                SECTION,
                                "a member that is null is absent",
                                scene -> statuses(
                                        sent(json -> json.putNull("CustomerIdentifier"))
                                                .apply(scene),
                                        "Success"))
                        .asked(Asked.HTTP),
                takenAs("allocations add up to Quantity", 5, usage -> usage.quantity(5)
                        .allocate(3, "team=a")
                        .allocate(2, "team=b")),
                refusedWith(
                        "allocations that don't add up are refused",
                        "InvalidUsageAllocationsException",
                        usage -> usage.quantity(5).allocate(3, "team=a").allocate(1, "team=b")),
                refusedWith(
                        "two allocations differ in their tags",
                        "InvalidUsageAllocationsException",
                        usage -> usage.quantity(2).allocate(1, "a=1", "b=2").allocate(1, "b=2", "a=1")),
                takenAs("an allocation without tags may be beside one with", 3, usage -> usage.quantity(3)
                        .allocate(1)
                        .allocate(2, "team=a")),
                refusedWith(
                        "an allocation has at most 5 tags",
                        "InvalidTagException",
                        usage -> usage.allocate(1, "a=1", "b=2", "c=3", "d=4", "e=5", "f=6")),
                takenAs("five tags are counted in each allocation", 2, usage -> usage.quantity(2)
                                .allocate(1, "a=1", "b=2", "c=3", "d=4", "e=5")
                                .allocate(1, "a=1", "b=2", "c=3", "d=4", "e=6"))
                        .unconfirmed("A12: the seller guide counts them over all allocations"),
                refusedWith(
                                "five tags are counted over all allocations",
                                "InvalidTagException",
                                usage -> usage.quantity(2)
                                        .allocate(1, "a=1", "b=2", "c=3")
                                        .allocate(1, "d=4", "e=5", "f=6"))
                        .unconfirmed("A12")
                        .under("simulator.metering.tag-limit=per-record"),
                takenAs("a tag's key has up to 100 characters", 1, usage -> usage.allocate(1, "k".repeat(100) + "=v")),
                refusedWith(
                        "a tag's key has no 101 characters",
                        "InvalidTagException",
                        usage -> usage.allocate(1, "k".repeat(101) + "=v")),
                takenAs(
                        "a tag's value has up to 256 characters",
                        1,
                        usage -> usage.allocate(1, "k=" + "v".repeat(256))),
                refusedWith(
                        "a tag's value has no 257 characters",
                        "InvalidTagException",
                        usage -> usage.allocate(1, "k=" + "v".repeat(257))),
                refusedWith("a tag has no umlaut", "InvalidTagException", usage -> usage.allocate(1, "k=\u00fc")),
                takenAs(
                        "a tag may have what AWS's pattern has by its range",
                        1,
                        usage -> usage.allocate(1, "k=a;b#(c)")),
                takenAs("2500 allocations are taken", 2500, usage -> allocations(usage, 2500)),
                refusedWith(
                                "2501 allocations are refused",
                                "InvalidUsageAllocationsException",
                                usage -> allocations(usage, 2501))
                        .unconfirmed("the error's name"),
                invalid(
                        "an allocated quantity is not negative",
                        changed(usage -> usage.quantity(1).allocate(2, "a=1").allocate(-1, "a=2"))),
                invalid("an allocated quantity is required", sent(json -> json.putArray("UsageAllocations")
                                .addObject()))
                        .asked(Asked.HTTP),
                invalid("a list of tags is not empty", sent(json -> json.putArray("UsageAllocations")
                                .addObject()
                                .put("AllocatedUsageQuantity", 1)
                                .putArray("Tags")))
                        .asked(Asked.HTTP));
    }

    @FunctionalInterface
    private interface Sending {
        Outcome apply(Scene scene);
    }

    private static Rule invalid(String sentence, Sending sending) {
        return rule(SECTION, sentence, (Consumer<Scene>) scene -> refused("ValidationException", sending.apply(scene)))
                .unconfirmed(NAME_UNKNOWN);
    }

    private static Rule refusedWith(String sentence, String error, UnaryOperator<UsageOf> change) {
        return rule(SECTION, sentence, scene -> refused(error, changed(change).apply(scene)));
    }

    private static Rule takenAs(String sentence, long billed, UnaryOperator<UsageOf> change) {
        return rule(SECTION, sentence, scene -> {
            Agreement agreement = scene.licensed();
            statuses(scene.meter(change.apply(scene.usageOf(agreement))), "Success");
            assertEquals(billed, scene.world().billed(agreement));
        });
    }

    private static Sending changed(UnaryOperator<UsageOf> change) {
        return scene -> scene.meter(change.apply(scene.usageOf(scene.licensed())));
    }

    private static Sending sent(Consumer<ObjectNode> change) {
        return scene -> {
            UsageOf usage = scene.usageOf(scene.licensed());
            change.accept(usage.json());
            return scene.meter(usage);
        };
    }

    private static UsageOf allocations(UsageOf usage, int count) {
        UsageOf allocated = usage.quantity(count).allocate(1, "n=0");
        var list = allocated.json().withArray("UsageAllocations");
        for (int i = 1; i < count; i++) {
            ObjectNode copy = list.get(0).deepCopy();
            copy.withArray("Tags").addObject().put("Key", "m").put("Value", Integer.toString(i));
            list.add(copy);
        }
        return allocated;
    }

    /** Records of so many different keys: two dimensions, and the hours of a day. */
    private static UsageOf[] hours(Scene scene, int count) {
        Agreement agreement = scene.licensed();
        scene.advance(Duration.ofHours(20));
        UsageOf now = scene.usageOf(agreement);
        return IntStream.range(0, count)
                .mapToObj(i -> now.dimension(i % 2 == 0 ? "requests" : "storage")
                        .at(scene.now().minus(Duration.ofHours(i / 2))))
                .toArray(UsageOf[]::new);
    }
}
