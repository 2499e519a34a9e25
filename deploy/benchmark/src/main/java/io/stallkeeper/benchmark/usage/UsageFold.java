package io.stallkeeper.benchmark.usage;

import io.stallkeeper.benchmark.Outcome;
import io.stallkeeper.benchmark.Progress;
import io.stallkeeper.benchmark.process.MeasuredProcess;
import io.stallkeeper.benchmark.process.ScratchFolder;
import io.stallkeeper.local.stack.Packaging;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How many usage events a second get from Kafka into the ledger, exactly once, beside merely reading them. */
@Command(
        name = "usage-fold",
        description = "Usage events a second into the ledger, against a consumer that reads and parses them only.",
        mixinStandardHelpOptions = true)
public final class UsageFold implements Callable<Integer> {

    private static final long LOOK_EVERY_MS = 50;

    private static final Duration PATIENCE = Duration.ofMinutes(30);

    @Option(names = "--events", defaultValue = "5000000", description = "usage events (default: 5000000)")
    private long events = 5_000_000;

    @Option(
            names = "--fingerprints",
            defaultValue = "0",
            description = "events of the last hours that are in the ledger before (default: 0)")
    private long fingerprints;

    @Option(names = "--native", description = "measures the service as an executable")
    private boolean asExecutable;

    @Override
    public Integer call() throws Exception {
        try (var folder = new ScratchFolder();
                var servers = new UsageServers(folder.path(), asExecutable ? Packaging.NATIVE : Packaging.JVM)) {
            Progress.say("writing " + events + " usage events to Kafka");
            new UsageLoad().write(servers.kafka(), events);
            double bare = bareConsumer(servers, folder.path());
            if (fingerprints > 0) {
                remember(servers);
            }
            measure(servers, bare);
        }
        return 0;
    }

    private double bareConsumer(UsageServers servers, Path folder) throws IOException, InterruptedException {
        Progress.say("a consumer that reads and parses, for comparison");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(MeasuredProcess.ownMain(BareConsumer.class, servers.kafka(), Long.toString(events)));
        var process = new ProcessBuilder(command)
                .redirectError(folder.resolve("bare.log").toFile())
                .start();
        var answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the bare consumer fails, see " + folder.resolve("bare.log"));
        }
        return Double.parseDouble(answer.strip());
    }

    /** The service makes its tables while it doesn't find Kafka, so that it counts nothing yet. */
    private void remember(UsageServers servers) throws SQLException {
        Progress.say(fingerprints + " events are in the ledger before");
        servers.startService("127.0.0.1:9").close();
        try (var database = servers.database()) {
            new RememberedEvents().write(database, fingerprints);
        }
        // They came long ago: what is measured doesn't share the disk with them.
        servers.writeToDisk();
    }

    private void measure(UsageServers servers, double bare) throws SQLException, InterruptedException {
        Progress.say("the metering service");
        try (var service = servers.startService(servers.kafka());
                var database = servers.database()) {
            await(database, events / 5);
            var before = State.of(service, servers, database);
            await(database, events);
            var after = State.of(service, servers, database);
            new Outcome(
                            "usage-fold",
                            after.eventsPerSecondSince(before),
                            bare,
                            "events/s",
                            "a consumer that reads and parses",
                            after.costSince(before))
                    .print();
        }
    }

    private static void await(Connection database, long events) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (counted(database) < events) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not counted in time");
            }
            Thread.sleep(LOOK_EVERY_MS);
        }
    }

    private static long counted(Connection database) throws SQLException {
        return number(database, "select coalesce(sum(next_offset), 0) from metering.usage_partition");
    }

    private static long number(Connection database, String sql) throws SQLException {
        try (var rows = database.prepareStatement(sql).executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** What was used up to a moment. */
    private record State(long nanos, long events, Duration serviceCpu, Duration postgresCpu, long log, long data) {

        static State of(MeasuredProcess service, UsageServers servers, Connection database) throws SQLException {
            return new State(
                    System.nanoTime(),
                    counted(database),
                    service.cpuTime(),
                    servers.postgresCpuTime(),
                    number(database, "select pg_current_wal_lsn() - '0/0'::pg_lsn"),
                    number(database, "select pg_database_size(current_database())"));
        }

        double eventsPerSecondSince(State before) {
            return (events - before.events) / ((nanos - before.nanos) / 1e9);
        }

        String costSince(State before) {
            double millions = (events - before.events) / 1e6;
            return String.format(
                    Locale.ROOT,
                    "for a million events %.1f CPU-seconds of the service, %.1f of PostgreSQL, %.0f MB of its log,"
                            + " %.0f MB of its data",
                    serviceCpu.minus(before.serviceCpu).toMillis() / 1e3 / millions,
                    postgresCpu.minus(before.postgresCpu).toMillis() / 1e3 / millions,
                    (log - before.log) / 1e6 / millions,
                    (data - before.data) / 1e6 / millions);
        }
    }
}
