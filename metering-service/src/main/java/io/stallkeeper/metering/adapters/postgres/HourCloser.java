package io.stallkeeper.metering.adapters.postgres;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.metering.MeteringSettings;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.stallkeeper.metering.domain.hour.MeteredHourCommand;
import io.stallkeeper.metering.domain.hour.SendAs;
import io.stallkeeper.metering.domain.hour.Walls;
import io.stallkeeper.metering.domain.product.ProductCatalog;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Ends hours when their time has come: freezes what is over and settled, or at once what is left of a subscription that
 * ends; expires what has passed its last moment. Rows that another replica works on are skipped.
 */
public final class HourCloser {

    private static final int BATCH_SIZE = 200;

    /** $1 now, $2 settle delay, $3 margin before the final deadline, both in seconds. */
    private static final String DUE = "select " + HourRow.COLUMNS + ", m.activated_at,"
            + " m.product_code as m_product_code, m.license_arn as m_license_arn,"
            + " m.customer_aws_account_id as m_account, m.customer_identifier as m_customer"
            + " from metered_hour h join meter m using (subscription_id)"
            // One hour of a dimension at a time, the oldest first: it carries its fraction into the next.
            + " where not exists (select from metered_hour e where e.subscription_id = h.subscription_id"
            + " and e.dimension = h.dimension and e.state = 'open' and e.hour < h.hour and e.wall > $1)"
            + " and h.state = 'open' and h.wall > $1 and (m.deadline is null or m.deadline > $1)"
            + " and m.state <> 'closed' and (h.hour + interval '1 hour' + $2 * interval '1 second' <= $1"
            + " or (m.state = 'ending' and h.hour <= $1"
            + " and (h.hour <= date_trunc('hour', m.ending_since, 'UTC') or m.deadline - $3 * interval '1 second' <= $1)))"
            + " order by h.subscription_id, h.dimension, h.hour limit " + BATCH_SIZE + " for update of h skip locked";

    /** An hour that is at AWS right now is left alone until its call has been answered or given up. */
    private static final String OVERDUE = "select " + HourRow.COLUMNS + ","
            + " coalesce(m.state = 'closed' or m.deadline <= $1, false) as ended"
            + " from metered_hour h left join meter m using (subscription_id)"
            + " where h.state in ('open', 'frozen') and h.next_attempt_at <= clock_timestamp()"
            + " and (h.wall <= $1 or m.state = 'closed' or m.deadline <= $1)"
            + " order by h.subscription_id, h.dimension, h.hour limit " + BATCH_SIZE + " for update of h skip locked";

    private final PostgresEventLog log;
    private final Hours hours;
    private final ProductCatalog products;
    private final MeteringSettings settings;
    private final Clock clock;

    public HourCloser(
            PostgresEventLog log, Hours hours, ProductCatalog products, MeteringSettings settings, Clock clock) {
        this.log = log;
        this.hours = hours;
        this.products = products;
        this.settings = settings;
        this.clock = clock;
    }

    /** One batch. The number of hours that were frozen. */
    public Uni<Integer> freezeDue() {
        return log.inTransaction(transaction -> {
            var now = clock.instant();
            return transaction
                    .connection()
                    .preparedQuery(DUE)
                    .execute(Tuple.of(
                            now.atOffset(UTC), (double) settings.settleDelay().toSeconds(), (double)
                                    settings.finalFlushMargin().toSeconds()))
                    .chain(rows -> Multi.createFrom()
                            .iterable(rows)
                            .onItem()
                            .transformToUniAndConcatenate(row -> freeze(transaction, row, now))
                            .collect()
                            .last()
                            .replaceWith(rows.size()));
        });
    }

    private Uni<Void> freeze(PostgresTransaction transaction, Row row, Instant now) {
        var hour = HourRow.of(row);
        var key = hour.key();
        var activatedAt = row.getOffsetDateTime("activated_at").toInstant();
        if (!key.hour().plus(Duration.ofHours(1)).isAfter(activatedAt)) {
            var reject = new MeteredHourCommand.Reject(key, hour.book().contents(), "before-activation");
            return hours.apply(transaction, hour, reject, now);
        }
        if (products.isUnmetered(row.getString("m_product_code"), key.dimension())) {
            var reject = new MeteredHourCommand.Reject(key, hour.book().contents(), "unknown-dimension");
            return hours.apply(transaction, hour, reject, now);
        }
        var carryTo = later(key, Walls.oldestOpenHour(now, settings.settleDelay()));
        var freeze = new MeteredHourCommand.Freeze(
                key, hour.book().contents(), timestampOf(key, activatedAt), sendAsOf(row), carryTo);
        return hours.apply(transaction, hour, freeze, now);
    }

    /** The hour's start; in the hour of the activation the activation, since AWS takes nothing before it. */
    private static Instant timestampOf(HourKey key, Instant activatedAt) {
        return activatedAt.isAfter(key.hour()) ? activatedAt : key.hour();
    }

    private static Instant later(HourKey key, Instant oldestOpen) {
        var next = key.hour().plus(Duration.ofHours(1));
        return next.isAfter(oldestOpen) ? next : oldestOpen;
    }

    private static SendAs sendAsOf(Row row) {
        return new SendAs(
                row.getString("m_product_code"),
                row.getString("m_license_arn"),
                row.getString("m_account"),
                row.getString("m_customer"));
    }

    /** One batch. The number of hours that were given up. */
    public Uni<Integer> expireOverdue() {
        return log.inTransaction(transaction -> {
            var now = clock.instant();
            return transaction
                    .connection()
                    .preparedQuery(OVERDUE)
                    .execute(Tuple.of(now.atOffset(UTC)))
                    .chain(rows -> Multi.createFrom()
                            .iterable(rows)
                            .onItem()
                            .transformToUniAndConcatenate(row -> giveUp(transaction, row, now))
                            .collect()
                            .last()
                            .replaceWith(rows.size()));
        });
    }

    private Uni<Void> giveUp(PostgresTransaction transaction, Row row, Instant now) {
        var hour = HourRow.of(row);
        var ended = Boolean.TRUE.equals(row.getBoolean("ended"));
        return hours.apply(transaction, hour, lastWord(hour, ended), now);
    }

    /** AWS's refusal is final only now: until the wall somebody might have mended its cause. */
    private static MeteredHourCommand lastWord(HourRow hour, boolean ended) {
        var error = Objects.requireNonNullElse(hour.lastError(), "");
        if (error.startsWith("Invalid") && hour.unanswered() == 0) {
            return new MeteredHourCommand.Refuse(hour.key(), error);
        }
        var wall = ended ? "subscription-ended" : "too-old";
        var reason = hour.unanswered() > 0 ? wall + "-outcome-unknown" : wall;
        return new MeteredHourCommand.Expire(hour.key(), hour.book().contents(), reason);
    }
}
