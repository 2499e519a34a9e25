package io.stallkeeper.metering.adapters.postgres;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.stallkeeper.metering.MeteringSettings;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Frozen hours in the order of their last moments. An hour is claimed before it is sent, for longer than a call may take;
 * a claim that nobody answers for runs out, and the same record is sent again.
 */
public final class SendQueue {

    /** Records in one call (marketplace-protocol 4.1). */
    public static final int MAX_RECORDS = 25;

    private static final String BUDGET = "insert into call_budget as b (name, tokens, refilled_at)"
            + " values ('BatchMeterUsage', $1::float8 - 1, clock_timestamp()) on conflict (name) do update"
            + " set tokens = least($1, b.tokens + $1 * extract(epoch from clock_timestamp() - b.refilled_at)) - 1,"
            + " refilled_at = clock_timestamp()"
            + " where b.tokens + $1 * extract(epoch from clock_timestamp() - b.refilled_at) >= 1";

    private static final String WAITING = "h.state = 'frozen' and h.next_attempt_at <= clock_timestamp()"
            + " and h.wall > $1 and (m.deadline is null or m.deadline > $1)";

    private static final String CLAIM =
            "with first as (select h.product_code, h.license_arn is null as legacy, h.alone,"
                    + " h.subscription_id, h.dimension, h.hour from metered_hour h join meter m using (subscription_id) where "
                    + WAITING + " order by least(h.wall, m.deadline), h.subscription_id, h.dimension, h.hour limit 1),"
                    + " claimed as (select h.subscription_id, h.dimension, h.hour"
                    + " from metered_hour h join meter m using (subscription_id), first f where " + WAITING
                    + " and h.product_code = f.product_code and (h.license_arn is null) = f.legacy"
                    + " and case when f.alone then (h.subscription_id, h.dimension, h.hour) ="
                    + " (f.subscription_id, f.dimension, f.hour) else not h.alone end"
                    + " order by least(h.wall, m.deadline), h.subscription_id, h.dimension, h.hour limit " + MAX_RECORDS
                    + " for update of h skip locked)"
                    + " update metered_hour h set attempts = attempts + 1, unanswered = unanswered + 1,"
                    + " next_attempt_at = clock_timestamp() + $2 * interval '1 second' from claimed c where h.subscription_id = c.subscription_id"
                    + " and h.dimension = c.dimension and h.hour = c.hour returning " + HourRow.COLUMNS;

    private static final String POSTPONE = "update metered_hour h set last_error = $4, alone = alone or $6,"
            + " unanswered = unanswered - case when $7 then 1 else 0 end, next_attempt_at = clock_timestamp() +"
            + " least($5 * power(2, least(attempts, 10) - 1), 300) * interval '1 second' * (0.5 + random() / 2)"
            + " from unnest($1::text[], $2::text[], $3::timestamptz[]) as u(s, d, t)"
            + " where subscription_id = s and dimension = d and hour = t and state = 'frozen'";

    private static final String HOLD_ON = "update metered_hour set next_attempt_at ="
            + " clock_timestamp() + $4 * interval '1 second'"
            + " from unnest($1::text[], $2::text[], $3::timestamptz[]) as u(s, d, t)"
            + " where subscription_id = s and dimension = d and hour = t and state = 'frozen'";

    private final PostgresEventLog log;
    private final MeteringSettings settings;
    private final Clock clock;

    public SendQueue(PostgresEventLog log, MeteringSettings settings, Clock clock) {
        this.log = log;
        this.settings = settings;
        this.clock = clock;
    }

    /** The records of the next call, or none if nothing waits or the account's calls of this second are used up. */
    public Uni<List<HourRow>> claim() {
        return log.inTransaction(transaction -> transaction
                        .connection()
                        .preparedQuery(CLAIM)
                        .execute(Tuple.of(
                                clock.instant().atOffset(UTC),
                                2.0 * settings.callTimeout().toSeconds()))
                        .map(SendQueue::toHours)
                        .chain(claimed -> claimed.isEmpty()
                                ? Uni.createFrom().item(claimed)
                                : takeToken(transaction).map(taken -> {
                                    if (!taken) {
                                        throw new NoBudget();
                                    }
                                    return claimed;
                                })))
                .onFailure(NoBudget.class)
                .recoverWithItem(List.of());
    }

    /** One call's worth of the shared budget; for a call that follows from another, such as a half of a refused one. */
    public Uni<Boolean> takeToken() {
        return log.inTransaction(SendQueue.this::takeToken);
    }

    private Uni<Boolean> takeToken(PostgresTransaction transaction) {
        return transaction
                .connection()
                .preparedQuery(BUDGET)
                .execute(Tuple.of((double) settings.callsPerSecond()))
                .map(rows -> rows.rowCount() == 1);
    }

    /** The claim on them begins anew. */
    public Uni<Void> holdOn(List<HourKey> keys) {
        return log.inTransaction(transaction -> transaction
                .connection()
                .preparedQuery(HOLD_ON)
                .execute(Tuple.tuple(List.of(
                        keys.stream().map(HourKey::subscriptionId).toArray(String[]::new),
                        keys.stream().map(HourKey::dimension).toArray(String[]::new),
                        keys.stream().map(key -> key.hour().atOffset(UTC)).toArray(OffsetDateTime[]::new),
                        2.0 * settings.callTimeout().toSeconds())))
                .replaceWithVoid());
    }

    /**
     * They go again, later: twice as late with each attempt, 5 minutes at most.
     *
     * @param alone from now on in calls of their own, since they spoil others'
     * @param answered AWS said that it did not take them
     */
    public Uni<Void> postpone(List<HourKey> keys, String error, Duration pause, boolean alone, boolean answered) {
        if (keys.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return log.inTransaction(transaction -> transaction
                .connection()
                .preparedQuery(POSTPONE)
                .execute(Tuple.tuple(List.of(
                        keys.stream().map(HourKey::subscriptionId).toArray(String[]::new),
                        keys.stream().map(HourKey::dimension).toArray(String[]::new),
                        keys.stream().map(key -> key.hour().atOffset(UTC)).toArray(OffsetDateTime[]::new),
                        error,
                        (double) pause.toMillis() / 1000,
                        alone,
                        answered)))
                .replaceWithVoid());
    }

    private static List<HourRow> toHours(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(HourRow::of).toList();
    }

    /** Rolls the claim back. */
    private static final class NoBudget extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoBudget() {
            super(null, null, false, false);
        }
    }
}
