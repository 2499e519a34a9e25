package io.stallkeeper.eventsourcing.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Wakes readers when something was appended, by {@code LISTEN} on one connection. While that connection is away the
 * readers' polling does; it is looked for again every {@link #RECONNECT_PAUSE}.
 */
public final class LogNotifications implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LogNotifications.class);
    private static final Duration RECONNECT_PAUSE = Duration.ofSeconds(1);

    private final Pool pool;
    private final List<Runnable> wakers;
    private volatile boolean closed;
    private volatile CompletableFuture<Void> lost = new CompletableFuture<>();

    public LogNotifications(Pool pool, List<Runnable> wakers) {
        this.pool = pool;
        this.wakers = List.copyOf(wakers);
    }

    public void start() {
        Thread.ofVirtual().name("log-notifications").start(this::run);
    }

    private void run() {
        while (!closed) {
            lost = new CompletableFuture<>();
            try {
                var connection = listen().await().atMost(Duration.ofSeconds(10));
                wakeAll();
                lost.join();
                connection.close().subscribe().with(done -> {}, failure -> {});
            } catch (RuntimeException e) {
                LOG.debugf(e, "No notifications of new events for now, readers poll");
            }
            pause();
        }
    }

    private Uni<PgConnection> listen() {
        var ended = lost;
        return pool.getConnection().chain(pooled -> {
            var connection = PgConnection.cast(pooled);
            connection.notificationHandler(notification -> wakeAll());
            connection.closeHandler(() -> ended.complete(null));
            return connection
                    .query("select current_schema() as name")
                    .execute()
                    .chain(rows -> connection
                            .query("listen \"event_log_"
                                    + rows.iterator().next().getString("name") + '"')
                            .execute())
                    .replaceWith(connection)
                    .onFailure()
                    .call(failure -> pooled.close());
        });
    }

    private void wakeAll() {
        wakers.forEach(Runnable::run);
    }

    private void pause() {
        if (!closed) {
            new CompletableFuture<Void>()
                    .completeOnTimeout(null, RECONNECT_PAUSE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        }
    }

    @Override
    public void close() {
        closed = true;
        lost.complete(null);
    }
}
