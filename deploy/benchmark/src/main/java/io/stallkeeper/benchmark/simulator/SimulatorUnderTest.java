package io.stallkeeper.benchmark.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.stallkeeper.benchmark.load.Load;
import io.stallkeeper.benchmark.process.MeasuredProcess;
import io.stallkeeper.local.http.Json;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The packaged simulator with throttling off, in a JVM of its own, on a journal. */
final class SimulatorUnderTest implements AutoCloseable {

    /** Of every product that is listed here. */
    static final int DIMENSIONS = 40;

    private static final String PRODUCT = "measured";
    private static final String JAR = "deploy/marketplace-simulator/target/quarkus-app/quarkus-run.jar";
    private static final int AT_A_TIME = 16;

    private final MeasuredProcess process;

    /** A license, as usage names it. */
    record License(String arn, String accountId) {}

    private SimulatorUnderTest(MeasuredProcess process) {
        this.process = process;
    }

    /** Starts it with these options of the JVM; whatever the folder's journal holds is there again. */
    static SimulatorUnderTest start(Path folder, String... jvmOptions) {
        int port = MeasuredProcess.freePort();
        createFolder(folder);
        var arguments = new ArrayList<>(List.of(jvmOptions));
        arguments.addAll(List.of(
                "-XX:+ExitOnOutOfMemoryError",
                "-Dquarkus.http.port=" + port,
                "-Dsimulator.data-dir=" + folder.resolve("data"),
                "-Dsimulator.throttle.batch-meter-usage=0",
                "-jar",
                Path.of(System.getProperty("stallkeeper.checkout", "."), JAR).toString()));
        return new SimulatorUnderTest(
                MeasuredProcess.start(port, "/q/health/ready", folder.resolve("simulator.log"), arguments));
    }

    MeasuredProcess process() {
        return process;
    }

    /** Lists a product that nobody is told of, metered in {@link #DIMENSIONS} dimensions. */
    void list() {
        var listing = Json.MAPPER.createObjectNode().put("pricingModel", "USAGE");
        var dimensions = listing.putArray("dimensions");
        IntStream.range(0, DIMENSIONS)
                .forEach(i -> dimensions.addObject().put("key", dimension(i)).put("kind", "METERED"));
        Json.send("PUT", process.address().resolve("/simulator/v1/products/" + PRODUCT), listing);
    }

    static String dimension(int number) {
        return "dimension-" + number;
    }

    /** Lets so many buyers subscribe. */
    List<License> subscribe(int buyers) {
        var licenses = new ArrayList<License>(buyers);
        var wish = Buffer.buffer("{\"productCode\":\"" + PRODUCT + "\"}");
        var agreements = process.address().resolve("/simulator/v1/agreements");
        try (var load = new Load(agreements, Map.of("Content-Type", "application/json"), AT_A_TIME)) {
            load.callsPerSecond(buyers, _ -> wish, answer -> licenses.add(license(answer)));
        }
        return licenses;
    }

    private static void createFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Licenses that nobody has, for bodies of the usual size. */
    static List<License> imagined(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new License(
                        "arn:aws:license-manager::294406891311:license:l-%032x".formatted(i), "%012d".formatted(i)))
                .toList();
    }

    @Override
    public void close() {
        process.close();
    }

    private static License license(Buffer answer) {
        try {
            JsonNode agreement = Json.MAPPER.readTree(answer.getBytes());
            return new License(
                    agreement.required("licenseArn").asText(),
                    agreement.required("customerAwsAccountId").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
