package io.stallkeeper.eventsourcing.postgres;

import io.smallrye.mutiny.Uni;
import io.stallkeeper.eventsourcing.log.LogReader;
import io.stallkeeper.eventsourcing.log.RecordedEvent;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Everything downstream of a service's log: its named readers, and what wakes them. */
public final class LogFollowers implements AutoCloseable {

    /** How late an event is at most when its notification got lost. */
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

    private final Pool pool;
    private final PostgresEventLog log;
    private final PostgresCheckpoints checkpoints;
    private final List<LogReader> readers = new ArrayList<>();
    private @Nullable LogNotifications notifications;

    public LogFollowers(Pool pool, PostgresEventLog log, Clock clock) {
        this.pool = pool;
        this.log = log;
        this.checkpoints = new PostgresCheckpoints(pool, clock);
    }

    /**
     * Adds a reader, before the start.
     *
     * @param name of its checkpoint; for ever, since another name reads from the start
     */
    public LogFollowers follow(String name, Function<List<RecordedEvent>, Uni<Void>> handler) {
        readers.add(new LogReader(name, log, checkpoints, handler, POLL_INTERVAL));
        return this;
    }

    public void start() {
        var waking = new LogNotifications(
                pool, readers.stream().<Runnable>map(reader -> reader::wake).toList());
        notifications = waking;
        readers.forEach(LogReader::start);
        waking.start();
    }

    @Override
    public void close() {
        if (notifications != null) {
            notifications.close();
        }
        readers.forEach(LogReader::close);
    }
}
