package io.stallkeeper.benchmark.usage;

import io.stallkeeper.benchmark.process.MeasuredProcess;
import io.stallkeeper.local.process.PidFiles;
import io.stallkeeper.local.process.Probe;
import io.stallkeeper.local.process.ProcessPlan;
import io.stallkeeper.local.process.ProcessTable;
import io.stallkeeper.local.process.StopSignal;
import io.stallkeeper.local.process.SupervisedProcess;
import io.stallkeeper.local.server.KafkaProcess;
import io.stallkeeper.local.server.PostgresBinaries;
import io.stallkeeper.local.server.PostgresFolder;
import io.stallkeeper.local.stack.PackagedModule;
import io.stallkeeper.local.stack.Packaging;
import io.stallkeeper.local.stack.StackSettings;
import io.stallkeeper.testkit.infrastructure.TokenIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Kafka, a PostgreSQL that waits for its disk, and the packaged metering service between them. */
final class UsageServers implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** As the service's README advises for much usage: what is known again takes nothing of it. */
    private static final List<String> HEAP = List.of("-Xmx1g", "-Xmn640m");

    private static final String COLLECTOR = "-XX:+UseParallelGC";

    private final Path folder;
    private final Packaging packaging;
    private final ProcessTable processes;
    private final PostgresFolder data;
    private final SupervisedProcess postgres;
    private final int postgresPort = MeasuredProcess.freePort();
    private final int kafkaPort = MeasuredProcess.freePort();

    /** @param packaging what the service runs as */
    UsageServers(Path folder, Packaging packaging) {
        this.folder = folder;
        this.packaging = packaging;
        this.processes = new ProcessTable(folder, new PidFiles(made(folder.resolve("pids"))), (name, what) -> {});
        startKafka();
        var binaries = PostgresBinaries.unpackedIn(folder.resolve("postgres").resolve("programs"));
        this.data = new PostgresFolder(binaries, folder.resolve("postgres").resolve("data"), postgresPort);
        this.postgres = startPostgres();
    }

    private void startKafka() {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-XX:+UseSerialGC"));
        command.addAll(MeasuredProcess.ownMain(
                KafkaProcess.class, folder.resolve("kafka").toString(), Integer.toString(kafkaPort)));
        processes
                .start(ProcessPlan.of("kafka", command, Map.of(), Probe.port(kafkaPort)))
                .awaitReady(PATIENCE);
    }

    private SupervisedProcess startPostgres() {
        data.initialise();
        var started = processes.start(ProcessPlan.of("postgres", data.serverCommand(), Map.of(), data::isReady)
                .stoppedBy(StopSignal.INT));
        started.awaitReady(PATIENCE);
        data.createDatabase();
        return started;
    }

    String kafka() {
        return "127.0.0.1:" + kafkaPort;
    }

    Connection database() throws SQLException {
        var name = PostgresFolder.NAME;
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + postgresPort + "/" + name, name, name);
    }

    /** PostgreSQL has nothing left that it would write to its files later. */
    void writeToDisk() {
        data.checkpoint();
    }

    /** How long processors have worked for PostgreSQL's processes that live. */
    Duration postgresCpuTime() {
        return ProcessHandle.of(postgres.pid().orElseThrow())
                .map(root -> Stream.concat(Stream.of(root), root.descendants())
                        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                        .reduce(Duration.ZERO, Duration::plus))
                .orElse(Duration.ZERO);
    }

    /**
     * Starts the service; it reads the topic as soon as it is ready, or before.
     *
     * @param kafka where it looks for Kafka
     */
    MeasuredProcess startService(String kafka) {
        var keys = folder.resolve("jwks.json");
        TokenIssuer.withKeyIn(folder.resolve("token-key")).writeKeySet(keys);
        int port = MeasuredProcess.freePort();
        var settings = List.of(
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.otel.sdk.disabled=true",
                "-Dstallkeeper.postgres.address=127.0.0.1:" + postgresPort,
                "-DSTALLKEEPER_POSTGRES_PASSWORD=" + PostgresFolder.NAME,
                "-Dkafka.bootstrap.servers=" + kafka,
                "-Dmp.jwt.verify.publickey.location=" + keys.toUri(),
                "-Daws.region=us-east-1",
                "-Daws.accessKeyId=none",
                "-Daws.secretAccessKey=none");
        var module = new PackagedModule(StackSettings.findCheckout().resolve("metering-service"));
        var command = new ArrayList<String>();
        switch (packaging) {
            case Packaging.Jar _ -> {
                command.add(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
                command.add(COLLECTOR);
                command.addAll(HEAP);
                command.addAll(settings);
                command.addAll(module.jvmArguments());
            }
            case Packaging.Executable _ -> {
                command.add(module.executable().toString());
                command.addAll(HEAP);
                command.addAll(settings);
            }
            case Packaging.Image _ -> throw new IllegalArgumentException("containers aren't measured");
        }
        var log = folder.resolve("metering-service.log");
        return MeasuredProcess.launch(port, "/q/health/ready", log, command, Map.of());
    }

    @Override
    public void close() {
        processes.stopAll(name -> name.equals("kafka"));
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
