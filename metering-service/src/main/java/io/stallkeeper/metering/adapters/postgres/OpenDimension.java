package io.stallkeeper.metering.adapters.postgres;

import io.stallkeeper.metering.adapters.postgres.ContractUsage.Weighed;
import io.stallkeeper.metering.domain.hour.ClosingPlan;
import io.stallkeeper.metering.domain.hour.ClosingTerms;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.stallkeeper.metering.domain.product.Product;
import io.stallkeeper.metering.domain.product.ProductCatalog;
import io.stallkeeper.metering.domain.submission.Submission;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All open hours of one dimension of a subscription, locked, with what is to be known for closing them. */
final class OpenDimension {

    private final HourKey key;
    private final @Nullable MeterRow meter;
    private final List<HourRow> rows = new ArrayList<>();
    private final Set<Instant> taken = new HashSet<>();

    OpenDimension(HourKey key, @Nullable MeterRow meter) {
        this.key = key;
        this.meter = meter;
    }

    void add(HourRow row) {
        rows.add(row);
    }

    void addTaken(Instant hour) {
        taken.add(hour);
    }

    Optional<MeterRow> meter() {
        return Optional.ofNullable(meter);
    }

    HourKey key() {
        return key;
    }

    List<HourRow> rows() {
        return rows;
    }

    /** What the contract includes is not there to be closed; what is on hold because of it isn't closed at all. */
    ClosingPlan plan(ProductCatalog products, ClosingTerms terms, Weighed weighed, Submission submission, Instant now) {
        var open = new TreeMap<Instant, BigDecimal>();
        rows.stream()
                .filter(row -> !weighed.onHold().containsKey(row.key()))
                .forEach(row -> open.put(
                        row.key().hour(),
                        row.book().contents().subtract(weighed.included().getOrDefault(row.key(), BigDecimal.ZERO))));
        if (meter == null) {
            return ClosingPlan.ofUnknown(open.navigableKeySet());
        }
        var product = productOf(products, meter.productCode());
        return ClosingPlan.of(
                key,
                open,
                taken,
                meter.window(),
                meter.identities(),
                product,
                terms,
                hour -> submission.of(key.subscriptionId(), hour),
                now);
    }

    private ClosingPlan.Dimension productOf(ProductCatalog products, String code) {
        return new ClosingPlan.Dimension(
                products.rejectionOf(code, key.dimension()).orElse(null),
                products.product(code).filter(Product::recordsIdleHours).isPresent());
    }

    /** What is still to be reported for an hour that runs makes it due at another time: only the others wait. */
    boolean mayWait(Instant hour, Instant settled) {
        return !hour.isAfter(settled) || (meter != null && meter.window().isEnding());
    }
}
