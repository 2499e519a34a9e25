package io.stallkeeper.metering.adapters.postgres;

import io.stallkeeper.metering.adapters.history.CountedEvent;
import io.stallkeeper.metering.adapters.history.HourHash;
import io.stallkeeper.metering.adapters.history.KnownUsage;
import io.stallkeeper.metering.adapters.postgres.Meters.Admission;
import io.stallkeeper.metering.adapters.postgres.UsageBatch.Countable;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.stallkeeper.metering.domain.hour.Walls;
import io.stallkeeper.metering.domain.product.Aggregation;
import io.stallkeeper.metering.domain.product.ProductCatalog;
import io.stallkeeper.metering.domain.product.UsageMeaning;
import io.stallkeeper.metering.domain.tally.HourTally;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides for each event of a batch whether it counts, and for which hour. What is the same for many is decided once.
 */
final class UsageSorter {

    private static final String UNMETERED = "contract-not-metered";
    private static final String AMBIGUOUS = "ambiguous-subscription";

    private final KnownUsage known;
    private final ProductCatalog products;
    private final Map<String, Admission> admissions;
    private final Instant now;
    private final Map<HourKey, Destination> destinations = new HashMap<>();
    private final SortedUsage sorted = new SortedUsage();

    /** Where the usage goes that is reported under one name for one hour. */
    private sealed interface Destination {

        record Hour(UsageMeaning.Counted meaning, HourTally tally, long hash) implements Destination {}

        record Nowhere(HourTally tally, long hash) implements Destination {}

        record Parked(String reason) implements Destination {}
    }

    /** @param known under its lock, and caught up */
    UsageSorter(KnownUsage known, ProductCatalog products, Map<String, Admission> admissions, Instant now) {
        this.known = known;
        this.products = products;
        this.admissions = admissions;
        this.now = now;
    }

    SortedUsage sort(UsageBatch batch) {
        sorted.parked.addAll(batch.unreadable());
        batch.usage().forEach(this::sort);
        return sorted;
    }

    private void sort(Countable event) {
        if (sorted.fingerprints.contains(event.fingerprint()) || known.contains(event.fingerprint(), now)) {
            sorted.duplicates++;
            return;
        }
        var usage = event.usage();
        var alias = usage.alias();
        if (alias != null && !subscriptionOf(alias).equals(subscriptionOf(usage.subscriptionId()))) {
            park(event, AMBIGUOUS);
            return;
        }
        switch (destinations.computeIfAbsent(usage.hourKey(), this::destinationOf)) {
            case Destination.Hour(var meaning, var tally, var hash) -> {
                var obstacle = meaning.obstacleOf(usage);
                if (obstacle.isPresent()) {
                    park(event, obstacle.get());
                } else {
                    add(event, tally, meaning.quantityOf(usage), hash, null);
                }
            }
            case Destination.Nowhere(var tally, var hash) -> {
                sorted.rejected++;
                add(event, tally, usage.quantity(), hash, UNMETERED);
            }
            case Destination.Parked(var reason) -> park(event, reason);
        }
    }

    private void park(Countable event, String reason) {
        sorted.parked.add(new UsageBatch.Parked(event.message(), reason));
    }

    private void add(Countable event, HourTally tally, BigDecimal quantity, long hash, @Nullable String rejectedAs) {
        var usage = event.usage();
        tally.add(usage, quantity);
        sorted.fingerprints.add(event.fingerprint());
        sorted.events.add(new CountedEvent(
                hash,
                event.partition(),
                event.message().offset(),
                usage.source(),
                usage.id(),
                usage.time(),
                quantity,
                rejectedAs));
    }

    private String subscriptionOf(String name) {
        var admission = admissions.get(name);
        return admission == null ? name : admission.subscriptionId();
    }

    private Destination destinationOf(HourKey asNamed) {
        var admission = admissions.get(asNamed.subscriptionId());
        var reported = new HourKey(subscriptionOf(asNamed.subscriptionId()), asNamed.dimension(), asNamed.hour());
        var meaning = admission == null
                ? products.meaningOf(reported.dimension())
                : products.meaningOf(admission.productCode(), reported.dimension());
        return switch (meaning) {
            case UsageMeaning.Counted counted -> {
                var key = new HourKey(reported.subscriptionId(), counted.dimension(), reported.hour());
                var place = reasonTooLate(key, admission, now) == null ? sorted.toCount : sorted.tooLate;
                yield new Destination.Hour(counted, tallyOf(place, key, counted.aggregation()), HourHash.of(key));
            }
            case UsageMeaning.Unmetered unmetered ->
                new Destination.Nowhere(tallyOf(sorted.toReject, reported, Aggregation.SUM), HourHash.of(reported));
            case UsageMeaning.Undescribed undescribed -> new Destination.Parked(UsageMeaning.Undescribed.REASON);
            case UsageMeaning.Undecided undecided -> new Destination.Parked("product-not-known-yet");
        };
    }

    private HourTally tallyOf(SortedMap<HourKey, HourTally> place, HourKey key, Aggregation aggregation) {
        if (key.hour().isBefore(sorted.oldestHour)) {
            sorted.oldestHour = key.hour();
        }
        return place.computeIfAbsent(key, hour -> new HourTally(aggregation));
    }

    /** Why no hour takes it any more, or null. */
    static @Nullable String reasonTooLate(HourKey key, @Nullable Admission admission, Instant now) {
        if (admission != null && admission.closed()) {
            return "subscription-ended";
        }
        return Walls.lastMomentOf(key.hour()).isAfter(now) ? null : "too-old";
    }
}
