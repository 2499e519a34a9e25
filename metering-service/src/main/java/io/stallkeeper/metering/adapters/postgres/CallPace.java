package io.stallkeeper.metering.adapters.postgres;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import io.stallkeeper.eventsourcing.postgres.PostgresTransaction;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * When a call to AWS may begin: all replicas that meter in one account and Region get places in one row, each a little
 * more than its share of a second behind the one before. There are no bursts, so in no second, wherever it begins, are
 * there more calls than the quota (marketplace-protocol 4.6). What AWS refuses for its rate slows all of them.
 */
public final class CallPace {

    /** Places are this much further apart than the quota asks for: 97 % of it is used, the rest is for being late. */
    private static final double SPACING = 1.03;

    /** Places may be taken this far ahead, so that the next calls are ready when their time has come. */
    static final Duration AHEAD = Duration.ofMillis(600);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    /** A place isn't sooner than this, so that the transaction that takes it has ended when it begins. */
    private static final Duration SOONEST = Duration.ofMillis(20);

    private static final String TAKE = "insert into call_pace as p (name, next_at)"
            + " values ($1, clock_timestamp() + ($2::float8 + $3::float8) * interval '1 millisecond') on conflict (name) do update"
            + " set next_at = greatest(p.next_at, clock_timestamp() + $3::float8 * interval '1 millisecond')"
            + " + $2::float8 * interval '1 millisecond' where p.next_at <= clock_timestamp() + $4::float8 * interval '1 millisecond'"
            + " returning next_at, pause_ms, clock_timestamp() as taken_at,"
            + " extract(epoch from next_at - clock_timestamp())::float8 * 1000 - $2::float8 as wait_ms";

    private static final String SLOW_DOWN = "update call_pace set slowed_at = clock_timestamp(),"
            + " pause_ms = least(greatest(pause_ms * 2, $2), $3), next_at = greatest(next_at, clock_timestamp()"
            + " + least(greatest(pause_ms * 2, $2), $3) * (0.5 + random() / 2) * interval '1 millisecond')"
            + " where name = $1 and slowed_at <= $4";

    private static final String RECOVER =
            "update call_pace set pause_ms = 0 where name = $1 and pause_ms > 0 and slowed_at <= $2";

    private final PostgresEventLog log;
    private final String name;
    private final double spacingMs;

    /**
     * @param region where calls go; the quota is a Region's
     * @param callsPerSecond AWS's quota
     */
    public CallPace(PostgresEventLog log, String region, int callsPerSecond) {
        this.log = log;
        this.name = "BatchMeterUsage " + region;
        this.spacingMs = 1000.0 * SPACING / callsPerSecond;
    }

    /**
     * The place of one call.
     *
     * @param beginsAt of System.nanoTime()
     * @param takenAt the database's time
     * @param slowed whether AWS's answers have slowed the calls
     */
    public record Place(long beginsAt, OffsetDateTime takenAt, boolean slowed) {

        public Duration untilThen() {
            return Duration.ofNanos(Math.max(0, beginsAt - System.nanoTime()));
        }
    }

    /** How much later than its place a call may begin, so that no second has more calls than the quota. */
    public Duration lateness() {
        // A second's worth of places takes so much longer than a second; a tenth of that is the network's.
        return Duration.ofNanos((long) (1e9 * (SPACING - 1) * 0.9));
    }

    /** The next place, or empty if all places of the near future are taken. */
    public Uni<Optional<Place>> take() {
        return log.inTransaction(this::take);
    }

    Uni<Optional<Place>> take(PostgresTransaction transaction) {
        return transaction
                .connection()
                .preparedQuery(TAKE)
                .execute(Tuple.of(name, spacingMs, (double) SOONEST.toMillis(), (double) AHEAD.toMillis()))
                .map(rows -> {
                    if (rows.rowCount() == 0) {
                        return Optional.empty();
                    }
                    var row = rows.iterator().next();
                    long wait = (long) (row.getDouble("wait_ms") * 1e6);
                    return Optional.of(new Place(
                            System.nanoTime() + wait, row.getOffsetDateTime("taken_at"), row.getLong("pause_ms") > 0));
                });
    }

    /**
     * AWS asks for fewer calls, or can't be reached: nobody calls for a while, twice as long with each time. Calls that
     * began before the last slowing down don't count again.
     *
     * @param least the pause is at least as long
     */
    public Uni<Void> slowDown(Place place, Duration least) {
        return log.inTransaction(transaction -> transaction
                .connection()
                .preparedQuery(SLOW_DOWN)
                .execute(Tuple.of(
                        name,
                        Math.max(least.toMillis(), FIRST_PAUSE.toMillis()),
                        LONGEST_PAUSE.toMillis(),
                        place.takenAt()))
                .replaceWithVoid());
    }

    /** A call was answered: the next trouble begins with a short pause again. */
    public Uni<Void> recovered(Place place) {
        return !place.slowed()
                ? Uni.createFrom().voidItem()
                : log.inTransaction(transaction -> transaction
                        .connection()
                        .preparedQuery(RECOVER)
                        .execute(Tuple.of(name, place.takenAt()))
                        .replaceWithVoid());
    }
}
