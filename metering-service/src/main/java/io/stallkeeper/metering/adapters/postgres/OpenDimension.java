package io.stallkeeper.metering.adapters.postgres;

import io.stallkeeper.metering.domain.hour.ClosingPlan;
import io.stallkeeper.metering.domain.hour.ClosingTerms;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.stallkeeper.metering.domain.product.Product;
import io.stallkeeper.metering.domain.product.ProductCatalog;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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

    HourKey key() {
        return key;
    }

    List<HourRow> rows() {
        return rows;
    }

    ClosingPlan plan(ProductCatalog products, ClosingTerms terms, Instant now) {
        var open = new TreeMap<Instant, BigDecimal>();
        rows.forEach(row -> open.put(row.key().hour(), row.book().contents()));
        if (meter == null) {
            return ClosingPlan.ofUnknown(open.navigableKeySet());
        }
        var product = productOf(products, meter.productCode());
        return ClosingPlan.of(key, open, taken, meter.window(), meter.identities(), product, terms, now);
    }

    private ClosingPlan.Dimension productOf(ProductCatalog products, String code) {
        return new ClosingPlan.Dimension(
                !products.isUnmetered(code, key.dimension()),
                products.product(code).filter(Product::recordsIdleHours).isPresent());
    }

    /** What is still to be reported for an hour that runs makes it due at another time: only the others wait. */
    boolean mayWait(Instant hour, Instant settled) {
        return !hour.isAfter(settled) || (meter != null && meter.window().isEnding());
    }
}
