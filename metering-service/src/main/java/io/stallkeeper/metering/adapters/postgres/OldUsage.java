package io.stallkeeper.metering.adapters.postgres;

import static java.time.ZoneOffset.UTC;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.metering.MeteringSettings;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Deletes what nobody can ask for any more, the oldest first. */
public final class OldUsage {

    private static final int BATCH_SIZE = 1_000;

    /** Every hour of a month and the window of AWS are over by then: usage of such an hour is billed no more. */
    private static final Duration AGGREGATED_FOR = Duration.ofDays(40);

    private static final String BATCHES = "delete from usage_batch where id in"
            + " (select id from usage_batch where written_at < $1 order by written_at limit " + BATCH_SIZE + ")";

    private static final String UNIQUE_KEYS = "delete from usage_unique_key where ctid in"
            + " (select ctid from usage_unique_key where hour < $1 order by hour limit " + BATCH_SIZE + ")";

    private static final String LATEST = "delete from usage_latest where ctid in"
            + " (select ctid from usage_latest where hour < $1 order by hour limit " + BATCH_SIZE + ")";

    private static final String TOLD = "delete from told_hour where ctid in"
            + " (select ctid from told_hour where hour < $1 order by hour limit " + BATCH_SIZE + ")";

    /** By the database's clock, as they were parked. */
    private static final String PARKED = "delete from parked_usage where id in (select id from parked_usage"
            + " where parked_at < now() - make_interval(secs => $1) order by parked_at limit " + BATCH_SIZE
            + " for update skip locked)";

    private static final String DISMISSED = "delete from dismissed_usage where id in (select id from dismissed_usage"
            + " where dismissed_at < now() - make_interval(secs => $1) order by dismissed_at limit " + BATCH_SIZE + ")";

    private static final Logger LOG = Logger.getLogger(OldUsage.class);

    private final Pool pool;
    private final MeteringSettings settings;
    private final Clock clock;

    public OldUsage(Pool pool, MeteringSettings settings, Clock clock) {
        this.pool = pool;
        this.settings = settings;
        this.clock = clock;
    }

    /** One batch. How many rows were deleted. */
    public Uni<Integer> deleteOldest() {
        var now = clock.instant();
        var aggregatedSince = now.minus(AGGREGATED_FOR);
        return delete(BATCHES, now.minus(settings.explainFor()))
                .chain(batches -> delete(UNIQUE_KEYS, aggregatedSince).map(keys -> batches + keys))
                .chain(deleted -> delete(LATEST, aggregatedSince).map(latest -> deleted + latest))
                .chain(deleted -> delete(TOLD, aggregatedSince).map(told -> deleted + told))
                .chain(deleted -> deleteParked().map(parked -> deleted + parked));
    }

    private Uni<Integer> deleteParked() {
        return delete(PARKED, settings.keepParked())
                .invoke(undecided -> {
                    if (undecided > 0) {
                        LOG.errorf(
                                "%d usage events that nobody replayed or dismissed are deleted after %s",
                                undecided, settings.keepParked());
                    }
                })
                .chain(parked -> delete(DISMISSED, settings.keepParked()).map(dismissed -> parked + dismissed));
    }

    private Uni<Integer> delete(String sql, Duration kept) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of((double) kept.toSeconds()))
                .map(rows -> rows.rowCount());
    }

    private Uni<Integer> delete(String sql, Instant before) {
        return pool.preparedQuery(sql).execute(Tuple.of(before.atOffset(UTC))).map(rows -> rows.rowCount());
    }
}
