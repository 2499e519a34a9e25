package io.stallkeeper.benchmark.process;

import io.stallkeeper.local.process.Probe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that is measured: started, asked whether it is ready, looked at, and ended with the benchmark. */
public final class MeasuredProcess implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Duration END_WITHIN = Duration.ofSeconds(20);

    /**
     * By a bare connection until somebody listens: to ask by HTTP costs processor time that the process starts with.
     */
    private static final int LOOK_EVERY_MS = 1;

    private final Process process;
    private final URI address;
    private final Duration readyAfter;

    private MeasuredProcess(Process process, URI address, Duration readyAfter) {
        this.process = process;
        this.address = address;
        this.readyAfter = readyAfter;
    }

    /** Starts {@code java} with these arguments, and returns when something answers 200 at the path of the port. */
    public static MeasuredProcess start(int port, String readyPath, Path log, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        return launch(port, readyPath, log, command, Map.of());
    }

    /** Starts the command, and returns when something answers 200 at the path of the port. */
    public static MeasuredProcess launch(
            int port, String readyPath, Path log, List<String> command, Map<String, String> environment) {
        var address = URI.create("http://127.0.0.1:" + port);
        try {
            long start = System.nanoTime();
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            var process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            await(process, Probe.port(port), log);
            await(process, Probe.http(address.resolve(readyPath)), log);
            return new MeasuredProcess(process, address, Duration.ofNanos(System.nanoTime() - start));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port of loopback that nobody listens on now. */
    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The arguments with which {@code java} runs a main class of this program. */
    public static List<String> ownMain(Class<?> main, String... arguments) {
        var all = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        all.addAll(List.of(arguments));
        return all;
    }

    /** Where it listens. */
    public URI address() {
        return address;
    }

    /** How long it took from the start of the process to its first answer. */
    public Duration readyAfter() {
        return readyAfter;
    }

    /** The memory that it has now, in bytes, as the operating system counts it (Linux alone tells). */
    public long residentBytes() {
        return fromStatus("VmRSS:");
    }

    /** The most memory that it ever had, in bytes (Linux alone tells). */
    public long mostResidentBytes() {
        return fromStatus("VmHWM:");
    }

    /** How long processors have worked for it. */
    public Duration cpuTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Ends it in order, and by force if that takes too long. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long fromStatus(String name) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException("only Linux tells how much memory a process has", e);
        }
    }

    private static void await(Process process, Probe probe, Path log) {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        try {
            while (!probe.isReady()) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    process.destroyForcibly();
                    throw new IllegalStateException("it isn't ready, see " + log);
                }
                Thread.sleep(LOOK_EVERY_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
