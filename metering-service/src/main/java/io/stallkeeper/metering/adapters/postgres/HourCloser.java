package io.stallkeeper.metering.adapters.postgres;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.metering.adapters.postgres.ContractUsage.Weighed;
import io.stallkeeper.metering.domain.hour.ClosingPlan;
import io.stallkeeper.metering.domain.hour.ClosingTerms;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.stallkeeper.metering.domain.hour.MeteredHourCommand;
import io.stallkeeper.metering.domain.hour.Walls;
import io.stallkeeper.metering.domain.product.ProductCatalog;
import io.stallkeeper.metering.domain.submission.Submission;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Closes hours when their time has come. This finds what is to be looked at and writes what the domain's
 * {@link ClosingPlan} says; one replica at a time does it, many dimensions at once.
 */
public final class HourCloser {

    /**
     * Dimensions of subscriptions in one transaction. With a whole day of hours each, that is a second's work: usage of
     * these hours and what the log's readers are told wait for it.
     */
    private static final int BATCH_SIZE = 100;

    /** Ends with the transaction; the number is this class's own. */
    private static final String ONE_AT_A_TIME = "select pg_try_advisory_xact_lock(4101) as mine";

    private static final String KEEP_OUT = "select pg_advisory_xact_lock(4101)";

    /**
     * $1 now, $2 the last hour that is over and settled. A subscription that ends comes first, and its running hour
     * with it; then whatever has the nearest wall, be it settled or tired of waiting.
     */
    private static final String TO_LOOK_AT = "select subscription_id, dimension from ("
            + "(select h.subscription_id, h.dimension, 0 as rank, least(h.wall, m.deadline) as send_by"
            + " from meter m join metered_hour h using (subscription_id)"
            + " where m.state = 'ending' and m.deadline > $1 and h.state = 'open' and h.waits_until <= $1"
            + " and h.hour <= $1 and h.wall > $1 order by least(h.wall, m.deadline) limit " + BATCH_SIZE + ")"
            + " union all (select subscription_id, dimension, 1, wall from metered_hour"
            + " where state = 'open' and waits_until = '-infinity' and hour <= $2 and wall > $1 order by hour limit "
            + BATCH_SIZE
            + ") union all (select subscription_id, dimension, 1, wall from metered_hour"
            + " where state = 'open' and waits_until > '-infinity' and waits_until <= $1 and wall > $1"
            + " order by waits_until limit " + BATCH_SIZE + ")) due"
            + " group by subscription_id, dimension order by min(rank), min(send_by) limit " + BATCH_SIZE;

    private static final String OPEN = "select " + HourRow.COLUMNS + ", " + MeterRow.COLUMNS
            + " from unnest($1::text[], $2::text[]) as u(s, d)"
            + " join metered_hour h on h.subscription_id = u.s and h.dimension = u.d and h.state = 'open'"
            + " left join meter m on m.subscription_id = u.s"
            + " order by h.subscription_id, h.dimension, h.hour for update of h";

    /** Also those that are told of under another name of the buyer, whether there is a row or not. */
    private static final String TAKEN = "select h.subscription_id, h.dimension, h.hour"
            + " from unnest($1::text[], $2::text[]) as u(s, d)"
            + " join metered_hour h on h.subscription_id = u.s and h.dimension = u.d"
            + " where h.state <> 'open' and h.hour > $3" + ToldHours.OF_DIMENSIONS;

    private static final String WAIT = "update metered_hour set waits_until = w"
            + " from unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[]) as u(s, d, t, w)"
            + " where subscription_id = s and dimension = d and hour = t and state = 'open'";

    /** Also what was frozen before the end was known. */
    private static final String HURRY = "update metered_hour h set send_by = least(h.wall, m.deadline), send_rank = "
            + SendQueue.RANK_ENDING + " from meter m where m.state = 'ending' and m.deadline > $1"
            + " and h.subscription_id = m.subscription_id and h.state = 'frozen' and h.send_rank in ("
            + SendQueue.RANK_USAGE + ", " + SendQueue.RANK_IDLE + ")";

    private final PostgresEventLog log;
    private final Hours hours;
    private final TagSums tags;
    private final ContractUsage contracts;
    private final Submissions submissions;
    private final ProductCatalog products;
    private final ClosingTerms terms;
    private final Clock clock;

    public HourCloser(
            PostgresEventLog log,
            Hours hours,
            TagSums tags,
            ContractUsage contracts,
            Submissions submissions,
            ProductCatalog products,
            ClosingTerms terms,
            Clock clock) {
        this.log = log;
        this.hours = hours;
        this.tags = tags;
        this.contracts = contracts;
        this.submissions = submissions;
        this.products = products;
        this.terms = terms;
        this.clock = clock;
    }

    /** Until the transaction ends, nobody closes hours. */
    static Uni<Void> keepOut(PostgresTransaction transaction) {
        return query(transaction, KEEP_OUT, Tuple.tuple()).replaceWithVoid();
    }

    /** One batch. The number of dimensions that were looked at; 0 also if another replica is at it. */
    public Uni<Integer> closeDue() {
        return log.inTransaction(transaction -> query(transaction, ONE_AT_A_TIME, Tuple.tuple())
                .chain(lock -> Boolean.TRUE.equals(lock.iterator().next().getBoolean("mine"))
                        ? closeDue(transaction, clock.instant())
                        : Uni.createFrom().item(0)));
    }

    private Uni<Integer> closeDue(PostgresTransaction transaction, Instant now) {
        var settled = Walls.oldestOpenHour(now, terms.settleDelay()).minus(Duration.ofHours(1));
        return query(transaction, TO_LOOK_AT, Tuple.of(now.atOffset(UTC), settled.atOffset(UTC)))
                .chain(due -> {
                    if (due.size() == 0) {
                        return hurry(transaction, now).replaceWith(0);
                    }
                    var names = namesOf(due);
                    return query(transaction, OPEN, names)
                            .chain(open -> query(transaction, TAKEN, names.addOffsetDateTime(dayBefore(now)))
                                    .chain(taken -> close(transaction, dimensionsOf(open, taken), settled, now)))
                            .chain(() -> hurry(transaction, now))
                            .replaceWith(due.size());
                });
    }

    private Uni<Void> close(PostgresTransaction transaction, List<OpenDimension> open, Instant settled, Instant now) {
        return contracts.ofOpen(transaction, open, settled, now).chain(weighed -> submissions
                .load(transaction)
                .chain(submission -> close(transaction, open, weighed, submission, settled, now)));
    }

    private Uni<Void> close(
            PostgresTransaction transaction,
            List<OpenDimension> open,
            Weighed weighed,
            Submission submission,
            Instant settled,
            Instant now) {
        var closed = new ArrayList<MeteredHourCommand>();
        var changes = new HourChanges(submission);
        var waits = new TreeMap<>(weighed.onHold());
        for (var dimension : open) {
            var plan = dimension.plan(products, terms, weighed, submission, now);
            closed.addAll(plan.closed());
            plan.shadowed()
                    .forEach((hour, units) -> changes.shadow(dimension.key().at(hour), units));
            plan.waits().forEach((hour, until) -> {
                if (dimension.mayWait(hour, settled)) {
                    waits.put(dimension.key().at(hour), until);
                }
            });
            dimension.rows().forEach(changes::add);
        }
        weighed.included().forEach(changes::include);
        return tags.shrink(transaction, left(open, weighed))
                .chain(() -> tags.allocate(transaction, closed))
                .chain(commands -> hours.applyAll(transaction, changes.with(commands), now))
                .chain(() -> wait(transaction, waits));
    }

    /** Of each hour that a contract pays for in part, what of its contents is left. */
    private static SortedMap<HourKey, TagSums.Share> left(List<OpenDimension> open, Weighed weighed) {
        var left = new TreeMap<HourKey, TagSums.Share>();
        for (var dimension : open) {
            for (var row : dimension.rows()) {
                var included = weighed.included().getOrDefault(row.key(), BigDecimal.ZERO);
                if (included.signum() > 0) {
                    var contents = row.book().contents();
                    left.put(row.key(), new TagSums.Share(contents.subtract(included), contents));
                }
            }
        }
        return left;
    }

    private static Uni<Void> wait(PostgresTransaction transaction, SortedMap<HourKey, Instant> waits) {
        if (waits.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var values = HourKeys.tupleOf(List.copyOf(waits.keySet()));
        values.addArrayOfOffsetDateTime(
                waits.values().stream().map(until -> until.atOffset(UTC)).toArray(OffsetDateTime[]::new));
        return query(transaction, WAIT, values).replaceWithVoid();
    }

    private static Uni<Void> hurry(PostgresTransaction transaction, Instant now) {
        return query(transaction, HURRY, Tuple.of(now.atOffset(UTC))).replaceWithVoid();
    }

    private static List<OpenDimension> dimensionsOf(RowSet<Row> open, RowSet<Row> taken) {
        var all = new TreeMap<HourKey, OpenDimension>();
        for (var row : open) {
            var hour = HourRow.of(row);
            all.computeIfAbsent(hour.key().at(Instant.EPOCH), key -> new OpenDimension(key, MeterRow.of(row)))
                    .add(hour);
        }
        for (var row : taken) {
            var key = HourRow.keyOf(row);
            var dimension = all.get(key.at(Instant.EPOCH));
            if (dimension != null) {
                dimension.addTaken(key.hour());
            }
        }
        return List.copyOf(all.values());
    }

    private static Tuple namesOf(RowSet<Row> due) {
        var subscriptions = new ArrayList<String>();
        var names = new ArrayList<String>();
        due.forEach(row -> {
            subscriptions.add(row.getString("subscription_id"));
            names.add(row.getString("dimension"));
        });
        return Tuple.of(subscriptions.toArray(String[]::new), names.toArray(String[]::new));
    }

    private static OffsetDateTime dayBefore(Instant now) {
        return now.minus(Duration.ofHours(26)).atOffset(UTC);
    }

    private static Uni<RowSet<Row>> query(PostgresTransaction transaction, String sql, Tuple values) {
        return transaction.connection().preparedQuery(sql).execute(values);
    }
}
