package io.stallkeeper.simulator.domain;

import io.stallkeeper.simulator.domain.Decision.Accepted;
import io.stallkeeper.simulator.domain.Decision.Rejected;
import io.stallkeeper.simulator.domain.MarketplaceEvent.UsageMetered;
import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.agreement.Stage;
import io.stallkeeper.simulator.domain.listing.Product;
import io.stallkeeper.simulator.domain.metering.MeterAnswer;
import io.stallkeeper.simulator.domain.metering.MeterCall;
import io.stallkeeper.simulator.domain.metering.MeteredRecord;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy.IdenticalResend;
import io.stallkeeper.simulator.domain.metering.RecordOutcome;
import io.stallkeeper.simulator.domain.metering.RecordShape;
import io.stallkeeper.simulator.domain.metering.RecordStatus;
import io.stallkeeper.simulator.domain.metering.UsageKey;
import io.stallkeeper.simulator.domain.refusal.Refusal;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * BatchMeterUsage (protocol page, 4): a call is refused as a whole, or every record is answered by itself. The first
 * quantity of a key is billed, whatever comes later.
 */
public final class MeteringDecider {
    private static final String ALL_REGIONS = "*";

    private final MeteringPolicy policy;
    private final UsageRules rules;

    public MeteringDecider(MeteringPolicy policy) {
        this.policy = policy;
        this.rules = new UsageRules(policy);
    }

    /** Meters the first {@code processed} records of the call; the others are answered as unprocessed. */
    public Decision<MeterAnswer> meter(MeterCall call, int processed, Moment moment) {
        Optional<Refusal> shape = call.records().stream()
                .map(RecordShape::check)
                .flatMap(Optional::stream)
                .findFirst();
        if (shape.isPresent()) {
            return new Rejected<>(shape.get());
        }
        String productCode = call.productCode();
        if (productCode != null
                && moment.marketplace().product(productCode).isEmpty()
                && call.records().isEmpty()) {
            return new Rejected<>(UsageRules.noProduct(productCode));
        }
        List<Usage> usages = call.records().stream()
                .map(record -> Usage.of(record, call, moment.marketplace()))
                .toList();
        Optional<Refusal> refusal = usages.stream()
                .map(usage -> rules.check(call, usage, moment.now()))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> oneProduct(usages));
        if (refusal.isPresent()) {
            return new Rejected<>(refusal.get());
        }
        return answer(call, usages.subList(0, processed), moment);
    }

    private Decision<MeterAnswer> answer(MeterCall call, List<Usage> usages, Moment moment) {
        Map<UsageKey, MeteredRecord> billedHere = new HashMap<>();
        List<MeteredRecord> recorded = new ArrayList<>();
        List<RecordOutcome> results = new ArrayList<>();
        for (Usage usage : usages) {
            UsageKey key = usage.key(scope(call));
            MeteredRecord before = Optional.ofNullable(billedHere.get(key))
                    .or(() -> moment.marketplace().ledger().billed(key))
                    .orElse(null);
            RecordStatus status = status(usage, before);
            if (before == null && status == RecordStatus.SUCCESS) {
                billedHere.put(key, metered(usage, key, status, moment.now()));
                recorded.add(metered(usage, key, status, moment.now()));
            } else if (status != RecordStatus.SUCCESS) {
                recorded.add(metered(usage, key, status, moment.now()));
            }
            String recordId = status == RecordStatus.SUCCESS ? key.recordId() : null;
            results.add(new RecordOutcome(usage.record(), recordId, status));
        }
        var answer = new MeterAnswer(
                results, call.records().subList(usages.size(), call.records().size()));
        return new Accepted<>(recorded.isEmpty() ? List.of() : List.of(new UsageMetered(recorded)), answer);
    }

    /** Where an hour is billed once; AWS's texts disagree (protocol page, 10, A7). */
    private String scope(MeterCall call) {
        return switch (policy.deduplication()) {
            case PER_REGION -> call.region();
            case ACROSS_REGIONS -> ALL_REGIONS;
        };
    }

    /** What was billed stays so: a repetition is answered as such, even after the agreement's end. */
    private RecordStatus status(Usage usage, @Nullable MeteredRecord before) {
        if (before == null) {
            return isOpen(usage.agreement()) ? RecordStatus.SUCCESS : RecordStatus.CUSTOMER_NOT_SUBSCRIBED;
        }
        boolean identical = before.quantity() == usage.record().quantity();
        return identical && policy.identicalResend() == IdenticalResend.SUCCESS
                ? RecordStatus.SUCCESS
                : RecordStatus.DUPLICATE_RECORD;
    }

    private static boolean isOpen(@Nullable Agreement agreement) {
        if (agreement == null) {
            return false;
        }
        return switch (agreement.stage()) {
            case Stage.Active _, Stage.Ended _ -> true;
            case Stage.Pending _, Stage.Closed _ -> false;
        };
    }

    private static MeteredRecord metered(Usage usage, UsageKey key, RecordStatus status, Instant now) {
        Agreement agreement = usage.agreement();
        return new MeteredRecord(
                key,
                agreement == null ? null : agreement.terms().agreementId(),
                Math.toIntExact(usage.record().quantity()),
                usage.record().allocations(),
                usage.record().timestamp(),
                now,
                status);
    }

    private static Optional<Refusal> oneProduct(List<Usage> usages) {
        long products = usages.stream()
                .map(Usage::product)
                .filter(Objects::nonNull)
                .map(Product::productCode)
                .distinct()
                .count();
        return products > 1
                ? Optional.of(RefusalCode.INVALID_LICENSE.because("LicenseArn: licenses of two products in one call"))
                : Optional.empty();
    }
}
