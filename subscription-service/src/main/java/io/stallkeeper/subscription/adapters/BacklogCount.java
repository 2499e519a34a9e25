package io.stallkeeper.subscription.adapters;

import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;

/** Counts now and then what waits and what is parked, for the metrics. */
public final class BacklogCount implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(15);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final String COUNT = "select"
            + " (select count(*) from notification where disposition = 'waiting') as waiting,"
            + " (select count(*) from parked_message) as parked";

    private final Pool pool;
    private final NotificationMetrics metrics;
    private final RepeatedWork work;

    public BacklogCount(Pool pool, NotificationMetrics metrics) {
        this.pool = pool;
        this.metrics = metrics;
        this.work = new RepeatedWork("backlog-count", INTERVAL, this::count);
    }

    public void start() {
        work.start();
    }

    private void count() {
        var row = pool.query(COUNT).execute().await().atMost(TIMEOUT).iterator().next();
        metrics.counted(row.getLong("waiting"), row.getLong("parked"));
    }

    @Override
    public void close() {
        work.close();
    }
}
