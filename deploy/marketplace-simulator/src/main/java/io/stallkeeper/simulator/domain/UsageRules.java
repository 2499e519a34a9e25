package io.stallkeeper.simulator.domain;

import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.agreement.AgreementTerms;
import io.stallkeeper.simulator.domain.agreement.Stage;
import io.stallkeeper.simulator.domain.listing.Dimension;
import io.stallkeeper.simulator.domain.listing.Product;
import io.stallkeeper.simulator.domain.metering.AllocationRules;
import io.stallkeeper.simulator.domain.metering.IdentifierCombinations;
import io.stallkeeper.simulator.domain.metering.MeterCall;
import io.stallkeeper.simulator.domain.metering.MeteredBy;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy.ActivationStart;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy.AfterEnd;
import io.stallkeeper.simulator.domain.metering.MeteringPolicy.IdentifierRules;
import io.stallkeeper.simulator.domain.metering.TimeWalls;
import io.stallkeeper.simulator.domain.metering.UsageKey;
import io.stallkeeper.simulator.domain.metering.UsageRecord;
import io.stallkeeper.simulator.domain.refusal.Refusal;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules by which one bad record refuses its whole call, in the order of their checking (protocol page, 4). */
record UsageRules(MeteringPolicy policy) {

    /** The first rule that this usage breaks. */
    Optional<Refusal> check(MeterCall call, Usage usage, Instant now) {
        UsageRecord record = usage.record();
        return identifiers(call, record)
                .or(() -> license(record, usage))
                .or(() -> product(call, usage))
                .or(() -> dimension(record, usage))
                .or(() -> AllocationRules.check(record, policy.tagLimit()))
                .or(() -> TimeWalls.check(record.timestamp(), now, policy))
                .or(() -> activation(usage));
    }

    private Optional<Refusal> identifiers(MeterCall call, UsageRecord record) {
        return switch (policy.identifierRules()) {
            case STRICT -> IdentifierCombinations.check(call, record);
            case LENIENT -> IdentifierCombinations.checkNamed(call, record);
        };
    }

    private static Optional<Refusal> license(UsageRecord record, Usage usage) {
        if (record.licenseArn() == null) {
            return Optional.empty();
        }
        Agreement agreement = usage.agreement();
        if (agreement == null) {
            return license("LicenseArn: unknown");
        }
        AgreementTerms terms = agreement.terms();
        if (isAnother(record.accountId(), terms.accountId())) {
            return license("LicenseArn: not a license of this CustomerAWSAccountId");
        }
        if (isAnother(record.customerIdentifier(), terms.customerIdentifier())) {
            return license("LicenseArn: not a license of this CustomerIdentifier");
        }
        Product product = usage.product();
        return product != null && isAnother(product.productCode(), terms.productCode())
                ? license("LicenseArn: not a license of this ProductCode")
                : Optional.empty();
    }

    private static boolean isAnother(@Nullable String named, @Nullable String own) {
        return named != null && !named.isEmpty() && !named.equals(own);
    }

    private Optional<Refusal> product(MeterCall call, Usage usage) {
        Product product = usage.product();
        if (product == null) {
            return Optional.of(noProduct(call.productCode()));
        }
        if (policy.identifierRules() == IdentifierRules.LENIENT) {
            return Optional.empty();
        }
        return switch (usage.meteredBy()) {
            case LICENSE ->
                product.identity().metersByLicense()
                        ? Optional.empty()
                        : license("LicenseArn: this product is metered by ProductCode");
            case PRODUCT_CODE ->
                product.identity().metersByProductCode()
                        ? Optional.empty()
                        : license("ProductCode: this product is metered by LicenseArn and CustomerAWSAccountId");
        };
    }

    private static Optional<Refusal> dimension(UsageRecord record, Usage usage) {
        Optional<Dimension> dimension =
                Optional.ofNullable(usage.product()).flatMap(product -> product.dimension(record.dimension()));
        return dimension.filter(found -> found.kind().isMetered()).isPresent()
                ? Optional.empty()
                : Optional.of(RefusalCode.INVALID_USAGE_DIMENSION.because(
                        "Dimension: the product meters no " + record.dimension()));
    }

    /** Who isn't subscribed at all is told so record by record; here it is about the time of those who are. */
    private Optional<Refusal> activation(Usage usage) {
        Agreement agreement = usage.agreement();
        if (agreement == null) {
            return Optional.empty();
        }
        return switch (agreement.stage()) {
            case Stage.Active(var activatedAt) -> activation(usage, activatedAt);
            case Stage.Ended ended -> activation(usage, ended.activatedAt()).or(() -> afterEnd(usage, ended.endedAt()));
            case Stage.Pending _, Stage.Closed _ -> Optional.empty();
        };
    }

    private Optional<Refusal> activation(Usage usage, Instant activatedAt) {
        Instant timestamp = usage.record().timestamp();
        boolean before = policy.activationStart() == ActivationStart.HOUR
                ? UsageKey.hourOf(timestamp) < UsageKey.hourOf(activatedAt)
                : timestamp.isBefore(activatedAt);
        if (!before) {
            return Optional.empty();
        }
        return outsideActivation(usage, "Timestamp: before the activation at " + activatedAt);
    }

    private Optional<Refusal> afterEnd(Usage usage, Instant endedAt) {
        Instant hour = usage.record().timestamp().truncatedTo(ChronoUnit.HOURS);
        return policy.afterEnd() == AfterEnd.TAKEN || hour.isBefore(endedAt)
                ? Optional.empty()
                : outsideActivation(usage, "Timestamp: its hour begins after the end at " + endedAt);
    }

    private static Optional<Refusal> outsideActivation(Usage usage, String message) {
        return usage.meteredBy() == MeteredBy.LICENSE
                ? license(message)
                : Optional.of(RefusalCode.TIMESTAMP_OUT_OF_BOUNDS.because(message));
    }

    /** It is wrong whatever the records are, and if there are none. */
    static Refusal noProduct(@Nullable String productCode) {
        return RefusalCode.INVALID_PRODUCT_CODE.because("ProductCode: no product " + productCode);
    }

    private static Optional<Refusal> license(String message) {
        return Optional.of(RefusalCode.INVALID_LICENSE.because(message));
    }
}
