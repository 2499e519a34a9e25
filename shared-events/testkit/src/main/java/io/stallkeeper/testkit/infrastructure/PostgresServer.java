package io.stallkeeper.testkit.infrastructure;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** A real PostgreSQL on loopback with the role and the database {@value #NAME}. */
public final class PostgresServer implements AutoCloseable {

    public static final String NAME = "stallkeeper";

    private final EmbeddedPostgres server;

    private PostgresServer(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Starts on any free port, keeps nothing and doesn't wait for the disk. */
    public static PostgresServer startTemporary() {
        return start(EmbeddedPostgres.builder());
    }

    /** Starts on the port, goes on with what the folder holds, and loses nothing that it has committed. */
    public static PostgresServer start(Path folder, int port) {
        return start(EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "64MB")
                .setServerConfig("max_connections", "200"));
    }

    private static PostgresServer start(EmbeddedPostgres.Builder builder) {
        try {
            var server = new PostgresServer(builder.start());
            server.createDatabase();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("the database " + NAME + " can't be made", e);
        }
    }

    private void createDatabase() throws SQLException {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            var existing = statement.executeQuery("select 1 from pg_database where datname = '" + NAME + "'");
            if (!existing.next()) {
                statement.execute("create role " + NAME + " login password '" + NAME + "'");
                statement.execute("create database " + NAME + " owner " + NAME);
            }
        }
    }

    public int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
