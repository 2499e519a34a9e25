package io.stallkeeper.simulator.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stallkeeper.simulator.domain.agreement.ActivationEvent;
import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.agreement.FinalWindowOpens;
import io.stallkeeper.simulator.domain.agreement.LifecycleTiming;
import io.stallkeeper.simulator.domain.listing.ProductIdentity;
import io.stallkeeper.simulator.domain.metering.MeterAnswer;
import io.stallkeeper.simulator.domain.metering.MeterCall;
import io.stallkeeper.simulator.domain.metering.MeteredRecord;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy.ActivationStart;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy.AfterEnd;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy.Deduplication;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy.IdenticalResend;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy.IdentifierRules;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy.MonthGrace;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy.TagLimit;
import io.stallkeeper.simulator.domain.metering.RecordOutcome;
import io.stallkeeper.simulator.domain.metering.RecordStatus;
import io.stallkeeper.simulator.domain.metering.UsageRecord;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of the records of a call that is not refused (protocol page, 4.2 to 4.5). */
class MeteringTest {
    private static final RecordStatus SUCCESS = RecordStatus.SUCCESS;
    private static final RecordStatus DUPLICATE = RecordStatus.DUPLICATE_RECORD;
    private static final RecordStatus NOT_SUBSCRIBED = RecordStatus.CUSTOMER_NOT_SUBSCRIBED;

    private final Play play = new Play();
    private final Agreement ca;
    private final Agreement old;

    MeteringTest() {
        play.usageProduct("ca", ProductIdentity.CONCURRENT_AGREEMENTS)
                .usageProduct("old", ProductIdentity.LEGACY)
                .usageProduct("moved", ProductIdentity.MIGRATED);
        ca = play.subscribe("ca", Play.ACCOUNT);
        old = play.subscribe("old", Play.ACCOUNT);
    }

    @Test
    void a_record_is_billed_and_has_an_id() {
        RecordOutcome outcome = meter(licensed()).results().getFirst();

        assertEquals(SUCCESS, outcome.status());
        assertEquals(36, String.valueOf(outcome.meteringRecordId()).length());
        assertEquals(1, billed());
    }

    @Test
    void an_identical_resend_succeeds_with_the_same_id() {
        String first = meter(licensed()).results().getFirst().meteringRecordId();

        RecordOutcome second = meter(licensed()).results().getFirst();

        assertEquals(SUCCESS, second.status());
        assertEquals(first, second.meteringRecordId());
        assertEquals(1, billed());
    }

    @Test
    void an_identical_resend_is_a_duplicate_if_the_setting_says_so() {
        meter(licensed());

        var strict = policy(IdenticalResend.DUPLICATE_RECORD, IdentifierRules.STRICT);

        assertEquals(List.of(DUPLICATE), statuses(meter(strict, call(null, licensed()))));
    }

    @Test
    void the_first_quantity_of_an_hour_is_billed_and_another_is_a_duplicate() {
        assertEquals(
                List.of(SUCCESS, DUPLICATE),
                statuses(meter(licensed().quantity(7), licensed().quantity(8))));
        assertEquals(List.of(DUPLICATE), statuses(meter(licensed().quantity(9))));
        assertEquals(7, billed());
    }

    @Test
    void within_an_hour_the_minute_does_not_matter() {
        assertEquals(
                List.of(SUCCESS, DUPLICATE),
                statuses(meter(licensed().at("2026-11-23T10:05:00Z"), licensed().quantity(2))));
    }

    @Test
    void each_region_bills_the_same_hour_once() {
        meter(licensed());

        meter(policy(), new MeterCall("eu-west-1", null, List.of(licensed().build())));

        assertEquals(2, billed());
    }

    @Test
    void the_hour_of_the_activation_is_open_from_its_start() {
        assertEquals(List.of(SUCCESS), statuses(meter(licensed().at("2026-11-23T10:00:00Z"))));
    }

    @Test
    void the_instant_of_the_activation_counts_if_the_setting_says_so() {
        var instant = new MeteringPolicy(
                IdenticalResend.SUCCESS,
                IdentifierRules.STRICT,
                ActivationStart.INSTANT,
                TagLimit.PER_ALLOCATION,
                MonthGrace.WITHIN_24_HOURS,
                Deduplication.PER_REGION,
                Duration.ZERO,
                AfterEnd.TAKEN);
        MeterCall call = call(null, licensed().at("2026-11-23T10:00:00Z"));

        assertEquals(RefusalCode.INVALID_LICENSE, play.refused(moment -> new MeteringDecider(instant)
                .meter(call, 1, moment)));
    }

    @Test
    void an_hour_that_begins_after_the_end_is_refused_if_the_setting_says_so() {
        var strict = new MeteringPolicy(
                IdenticalResend.SUCCESS,
                IdentifierRules.STRICT,
                ActivationStart.HOUR,
                TagLimit.PER_ALLOCATION,
                MonthGrace.WITHIN_24_HOURS,
                Deduplication.PER_REGION,
                Duration.ZERO,
                AfterEnd.REFUSED);
        play.at("2026-11-23T10:42:35Z").cancel(ca).cancel(old).at("2026-11-23T11:05:00Z");

        assertEquals(
                List.of(SUCCESS), statuses(meter(strict, call(null, licensed().at("2026-11-23T10:59:59Z")))));
        assertEquals(
                RefusalCode.INVALID_LICENSE,
                refused(strict, call(null, licensed().at("2026-11-23T11:00:00Z"))));
        assertEquals(
                RefusalCode.TIMESTAMP_OUT_OF_BOUNDS, refused(strict, call("old", legacy().at("2026-11-23T11:00:00Z"))));
        assertEquals(
                List.of(SUCCESS), statuses(meter(policy(), call(null, licensed().at("2026-11-23T11:00:00Z")))));
    }

    @Test
    void almost_24_hours_are_not_too_old() {
        play.at("2026-11-24T10:29:59Z");

        assertEquals(List.of(SUCCESS), statuses(meter(licensed().at("2026-11-23T10:30:00Z"))));
    }

    @Test
    void a_month_is_open_until_six_of_the_next() {
        play.at("2026-12-01T05:59:59Z");

        assertEquals(List.of(SUCCESS), statuses(meter(licensed().at("2026-11-30T23:00:00Z"))));
    }

    @Test
    void after_the_license_is_gone_an_hour_is_left() {
        play.cancel(ca).after(Duration.ofMinutes(60));
        assertEquals(List.of(SUCCESS), statuses(meter(licensed().at("2026-11-23T10:00:00Z"))));

        play.after(Duration.ofMinutes(1));
        assertEquals(List.of(NOT_SUBSCRIBED), statuses(meter(licensed().at("2026-11-23T11:00:00Z"))));
    }

    @Test
    void after_unsubscribe_pending_an_hour_is_left() {
        play.cancel(old).after(Duration.ofMinutes(59));
        assertEquals(List.of(SUCCESS), statuses(meter(policy(), call("old", legacy()))));

        play.after(Duration.ofMinutes(1));
        assertEquals(
                List.of(NOT_SUBSCRIBED), statuses(meter(policy(), call("old", legacy().at("2026-11-23T11:00:00Z")))));
    }

    @Test
    void before_the_license_is_there_nobody_is_subscribed() {
        Play slow = new Play(new LifecycleTiming(
                Duration.ofMinutes(1),
                Duration.ZERO,
                Duration.ofHours(1),
                FinalWindowOpens.AT_END,
                ActivationEvent.LICENSE_UPDATED));
        Agreement pending =
                slow.usageProduct("ca", ProductIdentity.CONCURRENT_AGREEMENTS).subscribe("ca", Play.ACCOUNT);
        MeterCall call = call(null, Records.of(pending).at(slow.now()));

        assertEquals(List.of(NOT_SUBSCRIBED), statuses(slow.accepted(moment -> new MeteringDecider(policy())
                .meter(call, 1, moment))));
    }

    @Test
    void what_was_billed_may_be_repeated_after_the_end() {
        meter(licensed());
        play.cancel(ca).after(Duration.ofHours(3));

        assertEquals(List.of(SUCCESS), statuses(meter(licensed())));
        assertEquals(1, billed());
    }

    @Test
    void an_unknown_customer_is_not_subscribed() {
        assertEquals(
                List.of(NOT_SUBSCRIBED, SUCCESS),
                statuses(meter(policy(), call("old", legacy().customer("NOBODY"), legacy()))));
    }

    @Test
    void a_legacy_buyer_is_the_same_by_identifier_and_by_account() {
        meter(policy(), call("old", legacy()));

        assertEquals(
                List.of(DUPLICATE),
                statuses(meter(policy(), call("old", legacy().byAccount().quantity(2)))));
    }

    @Test
    void a_migrated_buyer_metered_both_ways_is_billed_twice() {
        Agreement moved = play.subscribe("moved", Play.ACCOUNT);
        Records record = Records.of(moved).at(play.now());

        meter(record);
        meter(policy(), call("moved", record.byAccount()));

        assertEquals(2, billed());
    }

    @Test
    void a_lenient_marketplace_bills_forbidden_pairs_by_what_they_name() {
        var lenient = policy(IdenticalResend.SUCCESS, IdentifierRules.LENIENT);

        assertEquals(List.of(SUCCESS), statuses(meter(lenient, call("ca", licensed()))));
        assertEquals(List.of(SUCCESS), statuses(meter(lenient, call(null, licensed()))));
        assertEquals(2, billed());
    }

    @Test
    void allocations_that_add_up_are_kept() {
        meter(licensed().quantity(3).allocate(1, "team").allocate(2));

        MeteredRecord record = play.marketplace.ledger().billed().getFirst();
        assertEquals(2, record.allocations().size());
    }

    @Test
    void unprocessed_records_come_back_as_they_were_and_are_not_billed() {
        UsageRecord second = licensed().dimension("storage").build();
        MeterCall call = new MeterCall("us-east-1", null, List.of(licensed().build(), second));

        MeterAnswer answer = play.accepted(moment -> new MeteringDecider(policy()).meter(call, 1, moment));

        assertEquals(List.of(SUCCESS), statuses(answer));
        assertEquals(List.of(second), answer.unprocessed());
        assertEquals(1, play.marketplace.ledger().billed().size());
    }

    @Test
    void an_empty_call_is_answered_emptily() {
        assertEquals(List.of(), statuses(meter(policy(), call(null))));
    }

    private Records licensed() {
        return Records.of(ca).at("2026-11-23T10:30:00Z");
    }

    private Records legacy() {
        return Records.of(old).at("2026-11-23T10:30:00Z").byCustomerIdentifier();
    }

    private MeterAnswer meter(Records... records) {
        return meter(policy(), call(null, records));
    }

    private MeterAnswer meter(MeteringPolicy policy, MeterCall call) {
        return play.accepted(
                moment -> new MeteringDecider(policy).meter(call, call.records().size(), moment));
    }

    private RefusalCode refused(MeteringPolicy policy, MeterCall call) {
        return play.refused(moment -> new MeteringDecider(policy).meter(call, 1, moment));
    }

    private static MeterCall call(@Nullable String productCode, Records... records) {
        return new MeterCall(
                "us-east-1",
                productCode,
                Arrays.stream(records).map(Records::build).toList());
    }

    private static List<RecordStatus> statuses(MeterAnswer answer) {
        return answer.results().stream().map(RecordOutcome::status).toList();
    }

    private long billed() {
        return play.marketplace.ledger().billed().stream()
                .mapToLong(MeteredRecord::quantity)
                .sum();
    }

    private static MeteringPolicy policy() {
        return policy(IdenticalResend.SUCCESS, IdentifierRules.STRICT);
    }

    private static MeteringPolicy policy(IdenticalResend resend, IdentifierRules identifiers) {
        return new MeteringPolicy(
                resend,
                identifiers,
                ActivationStart.HOUR,
                TagLimit.PER_ALLOCATION,
                MonthGrace.WITHIN_24_HOURS,
                Deduplication.PER_REGION,
                Duration.ofMinutes(5),
                AfterEnd.TAKEN);
    }
}
