package io.stallkeeper.local.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A PostgreSQL of ours: its programs, its data, and the role and database {@value #NAME}. What it commits is on disk.
 */
public final class PostgresFolder {

    public static final String NAME = "stallkeeper";

    private static final String SUPERUSER = "postgres";

    private final PostgresBinaries binaries;
    private final Path data;
    private final int port;

    public PostgresFolder(PostgresBinaries binaries, Path data, int port) {
        this.binaries = binaries;
        this.data = data;
        this.port = port;
    }

    /** Makes the data folder if it isn't there yet. */
    public void initialise() {
        if (Files.exists(data.resolve("PG_VERSION"))) {
            return;
        }
        try {
            Files.createDirectories(data.getParent());
            var command = asSomebody(List.of(
                    binaries.program("initdb").toString(),
                    "--pgdata=" + data,
                    "--username=" + SUPERUSER,
                    "--auth=trust",
                    "--encoding=UTF-8",
                    "--locale=C",
                    "--no-sync"));
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(data.resolveSibling("initdb.log").toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(
                        "PostgreSQL's data folder can't be made, see " + data.resolveSibling("initdb.log"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /**
     * Forgets the process id of a server that was killed: another program may have it by now. For before the first
     * start.
     */
    public void forgetKilledServer() {
        try {
            Files.deleteIfExists(data.resolve("postmaster.pid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command that runs the server in the foreground, durable, on loopback alone. */
    public List<String> serverCommand() {
        return asSomebody(List.of(
                binaries.program("postgres").toString(),
                "-D",
                data.toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=on",
                "-c",
                "synchronous_commit=on",
                "-c",
                "shared_buffers=64MB",
                "-c",
                "max_connections=200"));
    }

    /** Whether it answers queries. */
    public boolean isReady() {
        try (var connection = DriverManager.getConnection(url(SUPERUSER), SUPERUSER, "")) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Writes to its files what is in memory and in its log alone. */
    public void checkpoint() {
        try (var connection = DriverManager.getConnection(url(SUPERUSER), SUPERUSER, "");
                var statement = connection.createStatement()) {
            statement.execute("checkpoint");
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL can't write a checkpoint", e);
        }
    }

    /** Makes role and database if they aren't there yet. */
    public void createDatabase() {
        try (var connection = DriverManager.getConnection(url(SUPERUSER), SUPERUSER, "");
                var statement = connection.createStatement();
                var existing = connection
                        .prepareStatement("select 1 from pg_database where datname = '" + NAME + "'")
                        .executeQuery()) {
            if (!existing.next()) {
                statement.execute("create role " + NAME + " login password '" + NAME + "'");
                statement.execute("create database " + NAME + " owner " + NAME);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database " + NAME + " can't be made", e);
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?connectTimeout=2&loginTimeout=2";
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it isn't. */
    private static List<String> asSomebody(List<String> command) {
        if (!"root".equals(System.getProperty("user.name"))) {
            return command;
        }
        var all = new ArrayList<>(List.of("unshare", "-U"));
        all.addAll(command);
        return all;
    }
}
