package io.stallkeeper.metering.adapters.postgres;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.kafka.KafkaParking;
import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.metering.adapters.postgres.Meters.Admission;
import io.stallkeeper.metering.adapters.postgres.UsageBatch.Counted;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.stallkeeper.metering.domain.hour.Walls;
import io.stallkeeper.metering.domain.product.ProductCatalog;
import io.stallkeeper.metering.domain.product.UsageMeaning;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Adds a batch of the usage topic to the ledger, exactly once: fingerprints, quantities and the offsets behind the batch are
 * one transaction. A record whose offset was passed before is skipped, whoever passed it, so a replica that lost its
 * partition can't count anything twice.
 */
public final class UsageFold {

    private final PostgresEventLog log;
    private final UsageTables tables;
    private final Meters meters;
    private final LateUsage late;
    private final ProductCatalog products;
    private final Clock clock;

    public UsageFold(
            PostgresEventLog log,
            UsageTables tables,
            Meters meters,
            LateUsage late,
            ProductCatalog products,
            Clock clock) {
        this.log = log;
        this.tables = tables;
        this.meters = meters;
        this.late = late;
        this.products = products;
        this.clock = clock;
    }

    public Uni<Void> fold(UsageBatch batch) {
        return log.inTransaction(transaction -> tables.passedOffsets(transaction, batch.partitions())
                .chain(passed -> {
                    var fresh = batch.behind(passed);
                    return park(transaction, fresh)
                            .chain(() -> count(transaction, fresh))
                            .chain(() -> tables.passOffsets(transaction, fresh.nextOffsets()));
                }));
    }

    private static Uni<Void> park(PostgresTransaction transaction, UsageBatch batch) {
        return Multi.createFrom()
                .iterable(batch.unreadable())
                .onItem()
                .transformToUniAndConcatenate(
                        parked -> KafkaParking.park(transaction, parked.message(), parked.reason()))
                .collect()
                .last();
    }

    private Uni<Void> count(PostgresTransaction transaction, UsageBatch batch) {
        if (batch.usage().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var now = clock.instant();
        return meters.of(transaction, batch.subscriptionIds(), now)
                .chain(admissions -> tables.recordNew(transaction, batch.usage(), usage -> rejection(usage, admissions))
                        .chain(news -> place(transaction, news, admissions, now)));
    }

    /** Why usage may not be sent at all, or null. */
    private @Nullable String rejection(Counted usage, Map<String, Admission> admissions) {
        var admission = admissions.get(usage.usage().subscriptionId());
        return admission != null
                        && products.meaningOf(
                                        admission.productCode(), usage.usage().dimension())
                                instanceof UsageMeaning.Unmetered
                ? "unknown-dimension"
                : null;
    }

    private Uni<Void> place(
            PostgresTransaction transaction, List<Counted> news, Map<String, Admission> admissions, Instant now) {
        var toReject = new TreeMap<HourKey, Sum>();
        var tooLate = new TreeMap<HourKey, Sum>();
        var toCount = new TreeMap<HourKey, Sum>();
        for (var usage : news) {
            var key = usage.usage().hourKey();
            var admission = admissions.get(key.subscriptionId());
            var place = rejection(usage, admissions) != null
                    ? toReject
                    : isTooLate(key, admission, now) ? tooLate : toCount;
            place.merge(key, Sum.of(usage), Sum::plus);
        }
        return tables.addRejected(transaction, toReject)
                .chain(() -> tables.addToOpen(transaction, toCount))
                .chain(added -> carry(transaction, toCount, added, now))
                .chain(() -> expire(transaction, tooLate, now));
    }

    private static boolean isTooLate(HourKey key, @Nullable Admission admission, Instant now) {
        return (admission != null && admission.closed())
                || !Walls.lastMomentOf(key.hour()).isAfter(now);
    }

    /** What came for hours that are no longer open. */
    private Uni<Void> carry(
            PostgresTransaction transaction, SortedMap<HourKey, Sum> counted, Set<HourKey> added, Instant now) {
        var closed = new TreeMap<>(counted);
        closed.keySet().removeAll(added);
        return late.place(transaction, quantitiesOf(closed), now);
    }

    private Uni<Void> expire(PostgresTransaction transaction, SortedMap<HourKey, Sum> tooLate, Instant now) {
        return tables.ensureRows(transaction, tooLate).chain(() -> late.place(transaction, quantitiesOf(tooLate), now));
    }

    private static SortedMap<HourKey, BigDecimal> quantitiesOf(SortedMap<HourKey, Sum> sums) {
        var quantities = new TreeMap<HourKey, BigDecimal>();
        sums.forEach((key, sum) -> quantities.put(key, sum.quantity()));
        return quantities;
    }

    /** Usage of one hour in a batch. */
    record Sum(BigDecimal quantity, @Nullable String traceparent) {

        static Sum of(Counted counted) {
            return new Sum(counted.usage().quantity(), counted.usage().traceparent());
        }

        Sum plus(Sum other) {
            return new Sum(quantity.add(other.quantity), traceparent == null ? other.traceparent : traceparent);
        }
    }
}
