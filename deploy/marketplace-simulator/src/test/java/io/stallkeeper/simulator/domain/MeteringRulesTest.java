package io.stallkeeper.simulator.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.listing.NotificationForm;
import io.stallkeeper.simulator.domain.listing.PricingModel;
import io.stallkeeper.simulator.domain.listing.ProductIdentity;
import io.stallkeeper.simulator.domain.metering.MeterAnswer;
import io.stallkeeper.simulator.domain.metering.MeterCall;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy.ActivationStart;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy.AfterEnd;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy.Deduplication;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy.IdenticalResend;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy.IdentifierRules;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy.MonthGrace;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy.TagLimit;
import io.stallkeeper.simulator.domain.metering.UsageRecord;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One row a rule by which one bad record refuses the whole call, with the protocol page's section. */
class MeteringRulesTest {
    private static final MeteringPolicy POLICY = new MeteringPolicy(
            IdenticalResend.SUCCESS,
            IdentifierRules.STRICT,
            ActivationStart.HOUR,
            TagLimit.PER_ALLOCATION,
            MonthGrace.WITHIN_24_HOURS,
            Deduplication.PER_REGION,
            Duration.ofMinutes(5),
            AfterEnd.TAKEN);

    /** On stage: a licensed buyer of "ca", another of "ca2", a contract on "flat", a legacy buyer of "old". */
    private record Stage(Play play, Agreement ca, Agreement other, Agreement old) {
        static Stage set(String activated, String now) {
            Play play = new Play()
                    .at(activated)
                    .usageProduct("ca", ProductIdentity.CONCURRENT_AGREEMENTS)
                    .usageProduct("ca2", ProductIdentity.CONCURRENT_AGREEMENTS)
                    .usageProduct("old", ProductIdentity.LEGACY)
                    .product("flat", ProductIdentity.LEGACY, PricingModel.CONTRACT, NotificationForm.SNS_RAW);
            Agreement ca = play.subscribe("ca", Play.ACCOUNT);
            Agreement other = play.subscribe("ca2", Play.ACCOUNT);
            Agreement old = play.subscribe("old", Play.ACCOUNT);
            play.subscribe("flat", Play.ACCOUNT, Play.seats(5));
            return new Stage(play.at(now), ca, other, old);
        }

        Records licensed() {
            return Records.of(ca).at(play.now());
        }

        Records legacy() {
            return Records.of(old).at(play.now()).byCustomerIdentifier();
        }
    }

    private record Rule(
            String section,
            String sentence,
            String activated,
            String now,
            Function<Stage, MeterCall> call,
            RefusalCode refusal) {

        @Override
        public String toString() {
            return section + " " + sentence;
        }
    }

    private static Rule rule(String section, String sentence, Function<Stage, MeterCall> call, RefusalCode refusal) {
        return new Rule(section, sentence, "2026-11-20T00:00:00Z", "2026-11-23T10:30:00Z", call, refusal);
    }

    private static Rule late(String sentence, String activated, String now, String timestamp, RefusalCode refusal) {
        return new Rule(
                "4.2",
                sentence,
                activated,
                now,
                stage -> licensed(stage.licensed().at(timestamp)),
                refusal);
    }

    private static Rule record(
            String section, String sentence, Function<Records, Records> change, RefusalCode refusal) {
        return rule(section, sentence, stage -> licensed(change.apply(stage.licensed())), refusal);
    }

    private static MeterCall licensed(Records records) {
        return new MeterCall("us-east-1", null, List.of(records.build()));
    }

    private static MeterCall coded(String productCode, Records records) {
        return new MeterCall("us-east-1", productCode, List.of(records.build()));
    }

    static Stream<Rule> rules() {
        return Stream.of(shapes(), times(), identifiers(), allocations()).flatMap(rules -> rules);
    }

    private static Stream<Rule> shapes() {
        return Stream.of(
                record("4.1", "a license is an ARN", r -> r.license("l-1"), RefusalCode.INVALID_LICENSE),
                record(
                        "4.4",
                        "a dimension is listed",
                        r -> r.dimension("Requests"),
                        RefusalCode.INVALID_USAGE_DIMENSION),
                rule(
                        "7",
                        "a contract's dimension is not metered",
                        stage -> coded("flat", stage.legacy().byAccount().dimension("seats")),
                        RefusalCode.INVALID_USAGE_DIMENSION));
    }

    private static Stream<Rule> times() {
        var outOfBounds = RefusalCode.TIMESTAMP_OUT_OF_BOUNDS;
        return Stream.of(
                late(
                        "24 hours are too old",
                        "2026-11-01T00:00:00Z",
                        "2026-11-23T10:30:00Z",
                        "2026-11-22T10:30:00Z",
                        outOfBounds),
                late(
                        "a month closes at 06:00 of the next",
                        "2026-11-01T00:00:00Z",
                        "2026-12-01T06:00:00Z",
                        "2026-11-30T23:00:00Z",
                        outOfBounds),
                late(
                        "the future is not metered",
                        "2026-11-01T00:00:00Z",
                        "2026-11-23T10:30:00Z",
                        "2026-11-23T11:00:00Z",
                        outOfBounds),
                late(
                        "a license's time starts at its activation",
                        "2026-11-23T09:15:00Z",
                        "2026-11-23T10:30:00Z",
                        "2026-11-23T08:00:00Z",
                        RefusalCode.INVALID_LICENSE),
                new Rule(
                        "4.2",
                        "a legacy agreement's time starts at its activation",
                        "2026-11-23T09:15:00Z",
                        "2026-11-23T10:30:00Z",
                        stage -> coded("old", stage.legacy().at("2026-11-23T08:00:00Z")),
                        outOfBounds));
    }

    private static Stream<Rule> identifiers() {
        var customer = RefusalCode.INVALID_CUSTOMER_IDENTIFIER;
        var license = RefusalCode.INVALID_LICENSE;
        return Stream.of(
                rule(
                        "4.3",
                        "identifier and account exclude each other",
                        stage -> coded("old", stage.legacy().account(Play.ACCOUNT)),
                        customer),
                rule(
                        "4.3",
                        "license and product code exclude each other",
                        stage -> coded("ca", stage.licensed()),
                        license),
                rule(
                        "4.3",
                        "license and customer identifier exclude each other",
                        stage -> licensed(stage.licensed().account(null).customer("X")),
                        license),
                rule(
                        "4.3",
                        "a license needs its account",
                        stage -> licensed(stage.licensed().account(null)),
                        license),
                rule(
                        "4.3",
                        "a license has one account",
                        stage -> licensed(stage.licensed().account("999988887777")),
                        license),
                rule(
                        "4.3",
                        "a license exists",
                        stage -> licensed(stage.licensed().license(unknownLicense())),
                        license),
                rule(
                        "4.3",
                        "a new product is metered by license",
                        stage -> coded("ca", stage.licensed().license(null)),
                        license),
                rule(
                        "4.3",
                        "an old product is metered by product code",
                        stage ->
                                licensed(Records.of(stage.old()).at(stage.play().now())),
                        license),
                rule("4.3", "one call is about one product", MeteringRulesTest::twoProducts, license),
                rule(
                        "4.3",
                        "something names the product",
                        stage -> licensed(stage.licensed().license(null)),
                        RefusalCode.VALIDATION),
                rule(
                        "4.3",
                        "somebody is named",
                        stage -> coded("old", stage.legacy().customer(null)),
                        customer),
                rule(
                        "4.4",
                        "a product code is listed",
                        stage -> coded("unlisted", stage.legacy()),
                        RefusalCode.INVALID_PRODUCT_CODE));
    }

    private static Stream<Rule> allocations() {
        var sum = RefusalCode.INVALID_USAGE_ALLOCATIONS;
        return Stream.of(
                record("4.1", "allocations add up", r -> r.quantity(5).allocate(4), sum),
                record(
                        "4.1",
                        "allocations have different tags",
                        r -> r.quantity(2).allocate(1, "a").allocate(1, "a"),
                        sum),
                record(
                        "4.1",
                        "six tags are too many",
                        r -> r.quantity(1).allocate(1, "a", "b", "c", "d", "e", "f"),
                        RefusalCode.INVALID_TAG),
                record(
                        "4.1",
                        "a tag has no umlaut",
                        r -> r.quantity(1).allocate(1, "\u00e4"),
                        RefusalCode.INVALID_TAG));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void one_bad_record_refuses_the_whole_call(Rule rule) {
        Stage stage = Stage.set(rule.activated(), rule.now());
        MeterCall bad = rule.call().apply(stage);

        RefusalCode refusal = stage.play().refused(moment -> meter(bad, moment));

        assertEquals(rule.refusal(), refusal);
        assertTrue(stage.play().marketplace.ledger().billed().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void and_without_its_cause_the_call_is_accepted(Rule rule) {
        Stage stage = Stage.set(rule.activated(), rule.now());

        assertEquals(
                1,
                stage.play()
                        .accepted(moment -> meter(licensed(stage.licensed()), moment))
                        .results()
                        .size());
    }

    private static Decision<MeterAnswer> meter(MeterCall call, Moment moment) {
        return new MeteringDecider(POLICY).meter(call, call.records().size(), moment);
    }

    private static MeterCall twoProducts(Stage stage) {
        UsageRecord other = Records.of(stage.other()).at(stage.play().now()).build();
        return new MeterCall("us-east-1", null, List.of(stage.licensed().build(), other));
    }

    private static String unknownLicense() {
        return "arn:aws:license-manager::294406891311:license:l-unknown";
    }
}
