package io.stallkeeper.metering;

import io.stallkeeper.testkit.infrastructure.PostgresServer;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.flywaydb.core.Flyway;

/** A real PostgreSQL with the service's tables, without the service. */
public final class LedgerDatabase implements AutoCloseable {

    private static final String SCHEMA = "metering";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PostgresServer server = PostgresServer.startTemporary();
    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;

    private LedgerDatabase() {
        migrate(server.port());
        var address = "postgresql://%1$s:%1$s@localhost:%2$d/%1$s?search_path=%3$s"
                .formatted(PostgresServer.NAME, server.port(), SCHEMA);
        this.pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(16))
                .connectingTo(PgConnectOptions.fromUri(address))
                .using(vertx)
                .build();
    }

    /** Returns when it is ready. */
    public static LedgerDatabase start() {
        return new LedgerDatabase();
    }

    private static void migrate(int port) {
        var url = "jdbc:postgresql://localhost:%d/%s".formatted(port, PostgresServer.NAME);
        Flyway.configure()
                .dataSource(url, PostgresServer.NAME, PostgresServer.NAME)
                .schemas(SCHEMA)
                .createSchemas(true)
                .locations("classpath:db/event-log", "classpath:db/migration")
                .load()
                .migrate();
    }

    public Pool pool() {
        return pool;
    }

    /** All rows, at once. */
    public List<Row> select(String sql, Object... values) {
        var rows = pool.preparedQuery(sql).execute(Tuple.from(values)).await().atMost(PATIENCE);
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }

    /** Forgets everything. */
    public void empty() {
        var tables = select(
                        "select tablename from pg_tables where schemaname = $1 and tablename not like 'flyway%'",
                        SCHEMA)
                .stream()
                .map(row -> row.getString(0))
                .collect(Collectors.joining(", "));
        pool.query("truncate " + tables).execute().await().atMost(PATIENCE);
    }

    @Override
    public void close() {
        pool.closeAndAwait();
        vertx.closeAndAwait();
        server.close();
    }
}
