package io.stallkeeper.metering.adapters.postgres;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Frozen hours: subscriptions that end first, then usage, then idle hours, then what AWS has refused before; each in
 * the order of their last moments. An hour is claimed before it is sent, for longer than a call may take; a claim that
 * nobody answers for runs out, and the same record is sent again. A claim that was lost changes nothing any more.
 */
public final class SendQueue {

    static final int RANK_ENDING = 0;
    static final int RANK_USAGE = 1;
    static final int RANK_IDLE = 2;

    /** Usage that was refused by itself. It waits for everything else, since each such record takes a whole call. */
    static final int RANK_REFUSED = 3;

    /** Records in one call (marketplace-protocol 4.1). */
    private static final int MAX_RECORDS = 25;

    /** A call has less than 1 MB (marketplace-protocol 4.1), a little of it for what isn't a record. */
    private static final int MAX_BYTES = 980_000;

    private static final String ORDER = " order by h.send_rank, h.send_by, h.subscription_id, h.dimension, h.hour";

    private static final String WAITING = "h.state = 'frozen' and h.next_attempt_at < 'infinity'"
            + " and h.next_attempt_at <= clock_timestamp() and h.send_by > $1";

    private static final String CLAIM =
            "with first as (select h.product_code, h.license_arn is null as legacy, h.alone,"
                    + " h.subscription_id, h.dimension, h.hour from metered_hour h where " + WAITING + ORDER
                    + " limit 1),"
                    + " packed as (select c.*, sum(c.record_bytes) over (order by c.send_rank, c.send_by, c.subscription_id,"
                    + " c.dimension, c.hour) as bytes, row_number() over (order by c.send_rank, c.send_by, c.subscription_id,"
                    + " c.dimension, c.hour) as n from first f cross join lateral (select h.subscription_id, h.dimension,"
                    + " h.hour, h.send_rank, h.send_by, h.record_bytes from metered_hour h where " + WAITING
                    + " and h.product_code = f.product_code and (h.license_arn is null) = f.legacy"
                    + " and case when f.alone then (h.subscription_id, h.dimension, h.hour) ="
                    + " (f.subscription_id, f.dimension, f.hour) else not h.alone end" + ORDER
                    + " limit " + MAX_RECORDS + " for update skip locked) c)"
                    + " update metered_hour h set attempts = attempts + 1, unanswered = unanswered + 1, next_attempt_at ="
                    + " clock_timestamp() + $2::float8 * interval '1 second' from packed p"
                    + " where (p.n = 1 or p.bytes <= " + MAX_BYTES + ") and h.subscription_id = p.subscription_id"
                    + " and h.dimension = p.dimension and h.hour = p.hour returning " + HourRow.COLUMNS;

    private static final String OURS = " from unnest($1::text[], $2::text[], $3::timestamptz[], $4::int[])"
            + " as u(s, d, t, a) where subscription_id = s and dimension = d and hour = t and state = 'frozen'"
            + " and attempts = a";

    private static final String POSTPONE = "update metered_hour h set last_error = $5, alone = alone or $7,"
            + " send_rank = case when $7 then " + RANK_REFUSED + " else send_rank end,"
            + " unanswered = unanswered - case when $8 then 1 else 0 end, next_attempt_at = clock_timestamp() +"
            + " least($6::float8 * power(2, least(attempts, 10) - 1), 300) * interval '1 second' * (0.5 + random() / 2)"
            + OURS;

    private static final String GIVE_BACK = "update metered_hour h set last_error = $5, attempts = attempts - 1,"
            + " unanswered = unanswered - 1, next_attempt_at = clock_timestamp()"
            + " + $6::float8 * interval '1 second' * (0.5 + random() / 2)" + OURS;

    private static final String HOLD_ON = "update metered_hour h set next_attempt_at ="
            + " clock_timestamp() + $5::float8 * interval '1 second'" + OURS
            + " returning h.subscription_id, h.dimension, h.hour";

    private final PostgresEventLog log;
    private final CallPace pace;
    private final Duration callTimeout;
    private final Clock clock;

    public SendQueue(PostgresEventLog log, CallPace pace, Duration callTimeout, Clock clock) {
        this.log = log;
        this.pace = pace;
        this.callTimeout = callTimeout;
        this.clock = clock;
    }

    /** What comes of asking for the next call. */
    public sealed interface Claim {

        /** @param hours at most 25, of one product and one kind of identity */
        record Claimed(List<HourRow> hours, CallPace.Place place) implements Claim {}

        record NothingWaits() implements Claim {}

        /** All places of the near future are taken. */
        record NoPlace() implements Claim {}
    }

    /** The records of the next call and its place, both in one transaction; neither without the other. */
    public Uni<Claim> claim() {
        return log.inTransaction(transaction -> pace.take(transaction)
                        .chain(place -> place.isEmpty()
                                ? Uni.createFrom().<Claim>item(new Claim.NoPlace())
                                : claim(transaction, place.get())))
                .onFailure(NothingIsWaiting.class)
                .recoverWithItem(new Claim.NothingWaits());
    }

    private Uni<Claim> claim(PostgresTransaction transaction, CallPace.Place place) {
        return transaction
                .connection()
                .preparedQuery(CLAIM)
                .execute(Tuple.of(clock.instant().atOffset(UTC), claimSeconds()))
                .map(rows -> {
                    if (rows.rowCount() == 0) {
                        throw new NothingIsWaiting();
                    }
                    return new Claim.Claimed(
                            StreamSupport.stream(rows.spliterator(), false)
                                    .map(HourRow::of)
                                    .toList(),
                            place);
                });
    }

    /** The claim on them begins anew. Those that are claimed by another meanwhile are left out of the answer. */
    public Uni<List<HourRow>> holdOn(List<HourRow> hours) {
        return log.inTransaction(transaction -> transaction
                .connection()
                .preparedQuery(HOLD_ON)
                .execute(claimed(hours).addDouble(claimSeconds()))
                .map(rows -> {
                    Set<Object> ours = StreamSupport.stream(rows.spliterator(), false)
                            .map(HourRow::keyOf)
                            .collect(Collectors.toSet());
                    return hours.stream()
                            .filter(hour -> ours.contains(hour.key()))
                            .toList();
                }));
    }

    /** AWS can't have taken them: soon, it is as if they had not been claimed. */
    public Uni<Void> giveBack(List<HourRow> hours, String reason, Duration pause) {
        return hours.isEmpty()
                ? Uni.createFrom().voidItem()
                : log.inTransaction(transaction -> transaction
                        .connection()
                        .preparedQuery(GIVE_BACK)
                        .execute(claimed(hours).addString(reason).addDouble(pause.toMillis() / 1000.0))
                        .replaceWithVoid());
    }

    /**
     * They go again, later: twice as late with each attempt, 5 minutes at most.
     *
     * @param alone from now on in calls of their own, since they spoil others'
     * @param answered AWS said that it did not take them
     */
    public Uni<Void> postpone(List<HourRow> hours, String error, Duration pause, boolean alone, boolean answered) {
        return hours.isEmpty()
                ? Uni.createFrom().voidItem()
                : log.inTransaction(transaction -> transaction
                        .connection()
                        .preparedQuery(POSTPONE)
                        .execute(claimed(hours)
                                .addString(error)
                                .addDouble(pause.toMillis() / 1000.0)
                                .addBoolean(alone)
                                .addBoolean(answered))
                        .replaceWithVoid());
    }

    private static Tuple claimed(List<HourRow> hours) {
        var values = HourKeys.tupleOf(hours.stream().map(HourRow::key).toList());
        return values.addArrayOfInteger(hours.stream().map(HourRow::attempts).toArray(Integer[]::new));
    }

    /** Twice as long as a call may take. */
    private double claimSeconds() {
        return 2.0 * callTimeout.toMillis() / 1000;
    }

    /** Gives the place back. */
    private static final class NothingIsWaiting extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NothingIsWaiting() {
            super(null, null, false, false);
        }
    }
}
