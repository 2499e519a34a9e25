package io.stallkeeper.simulator.domain;

import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.agreement.Stage;
import io.stallkeeper.simulator.domain.listing.Product;
import io.stallkeeper.simulator.domain.metering.MeterCall;
import io.stallkeeper.simulator.domain.metering.MeteredBy;
import io.stallkeeper.simulator.domain.metering.UsageKey;
import io.stallkeeper.simulator.domain.metering.UsageRecord;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record and what its identifiers name, if they name anything. */
record Usage(
        UsageRecord record,
        MeteredBy meteredBy,
        @Nullable Product product,
        @Nullable Agreement agreement) {

    /** Looks up what the record names. A call with a product code is metered by it, whatever else it names. */
    static Usage of(UsageRecord record, MeterCall call, Marketplace marketplace) {
        String licenseArn = record.licenseArn();
        Agreement agreement = licenseArn != null
                ? marketplace.agreements().byLicense(licenseArn).orElse(null)
                : covering(record, ofBuyer(record, call, marketplace));
        String productCode = call.productCode() != null
                ? call.productCode()
                : agreement == null ? null : agreement.terms().productCode();
        Product product =
                productCode == null ? null : marketplace.product(productCode).orElse(null);
        return new Usage(
                record, call.productCode() == null ? MeteredBy.LICENSE : MeteredBy.PRODUCT_CODE, product, agreement);
    }

    /** What is billed at most once. */
    UsageKey key(String region) {
        String owner =
                meteredBy == MeteredBy.LICENSE ? record.licenseArn() : product == null ? null : product.productCode();
        String buyer = agreement != null ? agreement.terms().accountId() : named(record);
        return new UsageKey(
                meteredBy, owner + "/" + buyer, record.dimension(), UsageKey.hourOf(record.timestamp()), region);
    }

    /** What is behind the last slash of a key's subject has none itself; who has no agreement may have any name. */
    private static @Nullable String named(UsageRecord record) {
        String name = record.accountId() != null ? record.accountId() : record.customerIdentifier();
        return name == null ? null : name.replace("/", "%2F");
    }

    private static List<Agreement> ofBuyer(UsageRecord record, MeterCall call, Marketplace marketplace) {
        String productCode = call.productCode();
        if (productCode == null) {
            return List.of();
        }
        if (record.accountId() != null) {
            return marketplace.agreements().ofAccount(productCode, record.accountId());
        }
        return record.customerIdentifier() == null
                ? List.of()
                : marketplace.agreements().ofCustomer(productCode, record.customerIdentifier());
    }

    /** The youngest agreement that was active at the record's time, else the youngest of all. */
    private static @Nullable Agreement covering(UsageRecord record, List<Agreement> oldestFirst) {
        return oldestFirst.reversed().stream()
                .filter(agreement -> covers(agreement.stage(), record))
                .findFirst()
                .orElse(oldestFirst.isEmpty() ? null : oldestFirst.getLast());
    }

    private static boolean covers(Stage stage, UsageRecord record) {
        return switch (stage) {
            case Stage.Active active -> startsBefore(active.activatedAt(), record);
            case Stage.Ended ended -> startsBefore(ended.activatedAt(), record);
            case Stage.Pending _, Stage.Closed _ -> false;
        };
    }

    private static boolean startsBefore(Instant activatedAt, UsageRecord record) {
        return UsageKey.hourOf(activatedAt) <= UsageKey.hourOf(record.timestamp());
    }
}
