package io.stallkeeper.testkit.log;

import io.stallkeeper.testkit.infrastructure.PostgresServer;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A PostgreSQL with the log's tables, and connections to it. */
public record LogDatabase(PostgresServer server, Vertx vertx, Pool pool) implements AutoCloseable {

    public static LogDatabase start() {
        var server = PostgresServer.startTemporary();
        var vertx = Vertx.vertx();
        var address = "postgresql://%1$s:%1$s@localhost:%2$d/%1$s".formatted(PostgresServer.NAME, server.port());
        var pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(16))
                .connectingTo(PgConnectOptions.fromUri(address))
                .using(vertx)
                .build();
        pool.query(migration()).execute().await().indefinitely();
        return new LogDatabase(server, vertx, pool);
    }

    private static String migration() {
        try (var in = LogDatabase.class.getResourceAsStream("/db/event-log/V1__event_log.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        pool.closeAndAwait();
        vertx.closeAndAwait();
        server.close();
    }
}
