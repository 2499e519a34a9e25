package io.stallkeeper.metering.adapters.postgres;

import io.smallrye.mutiny.Uni;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Adds a batch of the usage topic to the ledger, exactly once: fingerprints, quantities and the offsets behind the batch are
 * one transaction, which only commits if the ledger stood where the batch was read from. So neither a replica that lost its
 * partition nor a batch whose commit was never answered can count anything twice.
 */
public final class UsageFold {

    /** A connection whose other end is gone without a word must not hold up usage for ever. */
    private static final Duration TAKES_AT_MOST = Duration.ofMinutes(1);

    private final PostgresEventLog log;
    private final LedgerOffsets offsets;
    private final ParkedUsage parked;
    private final UsageTables tables;
    private final Meters meters;
    private final LateUsage late;
    private final ProductCatalog products;
    private final Clock clock;

    public UsageFold(
            PostgresEventLog log,
            LedgerOffsets offsets,
            ParkedUsage parked,
            UsageTables tables,
            Meters meters,
            LateUsage late,
            ProductCatalog products,
            Clock clock) {
        this.log = log;
        this.offsets = offsets;
        this.parked = parked;
        this.tables = tables;
        this.meters = meters;
        this.late = late;
        this.products = products;
        this.clock = clock;
    }

    /** Fails with {@link PartitionLost} if the ledger doesn't stand where the batch was read from; then nothing changes. */
    public Uni<Void> fold(UsageBatch batch) {
        return log.inTransaction(transaction -> offsets.pass(transaction, batch.ranges())
                        .chain(() -> parked.takeOut(transaction, batch.messages()))
                        .map(batch::without)
                        .chain(fresh ->
                                parked.park(transaction, fresh.unreadable()).chain(() -> count(transaction, fresh))))
                .ifNoItem()
                .after(TAKES_AT_MOST)
                .failWith(() -> new TimeoutException("the database does not answer"));
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
