package io.stallkeeper.testkit.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** The marketplace simulator as a process of its own, on loopback. */
public final class SimulatorProcess implements AutoCloseable {

    private static final Path JAR = Path.of("deploy/marketplace-simulator/target/quarkus-app/quarkus-run.jar");

    private final Process process;
    private final URI endpoint;

    private SimulatorProcess(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** Starts it on any free port, in memory; needs the module to be packaged. Ready when this returns. */
    public static SimulatorProcess start(URI sqs, String... settings) {
        int port = KafkaBroker.freePort();
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dsimulator.sqs.endpoint=" + sqs));
        command.addAll(List.of(settings));
        var jar = findJar();
        var cache = jar.resolveSibling("app.aot");
        if (Files.exists(cache)) {
            command.add("-XX:AOTCache=" + cache);
        }
        command.addAll(List.of("-jar", jar.toString()));
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.to(
                            Path.of("target/simulator.log").toFile()))
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            var simulator = new SimulatorProcess(process, URI.create("http://127.0.0.1:" + port));
            Awaitility.await("the simulator").atMost(Duration.ofSeconds(30)).until(simulator::isReady);
            return simulator;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path findJar() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(JAR))) {
                return folder.resolve(JAR);
            }
        }
        throw new IllegalStateException("package deploy/marketplace-simulator first: " + JAR + " is missing");
    }

    private boolean isReady() throws InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(endpoint.resolve("/q/health/ready")).build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    public URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
