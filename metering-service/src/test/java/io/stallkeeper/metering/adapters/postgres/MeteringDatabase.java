package io.stallkeeper.metering.adapters.postgres;

import static java.time.ZoneOffset.UTC;

import io.stallkeeper.eventsourcing.log.Decisions;
import io.stallkeeper.eventsourcing.log.EventMetadata;
import io.stallkeeper.eventsourcing.postgres.PostgresEventLog;
import io.stallkeeper.metering.adapters.kafka.StoredMeteringEvents;
import io.stallkeeper.metering.domain.hour.HourKey;
import io.stallkeeper.metering.domain.hour.Walls;
import io.stallkeeper.metering.domain.meter.MeterCommand;
import io.stallkeeper.metering.domain.meter.MeterDecider;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A PostgreSQL with the service's tables, and a clock that stands still until it is set. Emptied before each use. */
final class MeteringDatabase {

    private static final MeteringDatabase ONLY = new MeteringDatabase();

    private final Pool pool;
    private final SetClock clock = new SetClock();
    private final PostgresEventLog log;
    private final Meters meters =
            new Meters(new Decisions<>(new MeterDecider(), StoredMeteringEvents.METERS, UUID::randomUUID));
    private final Hours hours = new Hours(StoredMeteringEvents.HOURS);

    private MeteringDatabase() {
        pool = LedgerDatabase.start().pool();
        log = new PostgresEventLog(pool, clock);
    }

    static MeteringDatabase empty() {
        ONLY.execute("truncate metered_hour, carried_usage, meter, call_pace, usage_allocation, event_log");
        return ONLY;
    }

    PostgresEventLog log() {
        return log;
    }

    Clock clock() {
        return clock;
    }

    Meters meters() {
        return meters;
    }

    Hours hours() {
        return hours;
    }

    void setClock(String time) {
        clock.now = Instant.parse(time);
    }

    void apply(MeterCommand command) {
        log.inTransaction(transaction -> meters.apply(transaction, command, EventMetadata.NONE))
                .await()
                .indefinitely();
    }

    /** As the fold adds it to an hour that is open or new. */
    void addUsage(HourKey key, String quantity) {
        pool.preparedQuery("insert into metered_hour as h (subscription_id, dimension, hour, wall, reported)"
                        + " values ($1, $2, $3, $4, $5) on conflict (subscription_id, dimension, hour) do update"
                        + " set reported = h.reported + excluded.reported, waits_until = '-infinity'")
                .execute(Tuple.of(
                        key.subscriptionId(),
                        key.dimension(),
                        key.hour().atOffset(UTC),
                        Walls.lastMomentOf(key.hour()).atOffset(UTC),
                        new BigDecimal(quantity)))
                .await()
                .indefinitely();
    }

    void addTagged(HourKey key, String tags, String quantity) {
        pool.preparedQuery("insert into usage_allocation values ($1, $2, $3, $4, $5)")
                .execute(Tuple.of(
                        key.subscriptionId(),
                        key.dimension(),
                        key.hour().atOffset(UTC),
                        tags,
                        new BigDecimal(quantity)))
                .await()
                .indefinitely();
    }

    void execute(String sql) {
        pool.query(sql).execute().await().indefinitely();
    }

    /** Each row as its values with blanks between, rows in lines. */
    String select(String sql) {
        return StreamSupport.stream(
                        pool.query(sql).execute().await().indefinitely().spliterator(), false)
                .map(MeteringDatabase::text)
                .collect(Collectors.joining("\n"));
    }

    /** Of every hour: its dimension, number, state and what is or was sent. */
    String hoursAsText() {
        return select("select dimension, extract(hour from hour at time zone 'UTC')::int, state, quantity"
                + " from metered_hour order by subscription_id, dimension, hour");
    }

    private static String text(Row row) {
        return row.toJson().stream()
                .map(field -> String.valueOf(field.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static final class SetClock extends Clock {

        private Instant now = Instant.EPOCH;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    Pool pool() {
        return pool;
    }
}
