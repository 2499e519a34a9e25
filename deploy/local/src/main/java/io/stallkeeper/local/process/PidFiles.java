package io.stallkeeper.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which processes a launcher started: one file each, with the process id and the moment of its start, which together
 * name one process for ever. So a launcher that was killed leaves its successor a list to tidy up by, and nobody else's
 * process is ever ended.
 */
public final class PidFiles {

    private static final Duration STOP_WITHIN = Duration.ofSeconds(15);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final Path folder;

    public PidFiles(Path folder) {
        this.folder = folder;
    }

    void write(String name, ProcessHandle process) {
        var line = process.pid() + " "
                + startOf(process).map(Instant::toEpochMilli).orElse(0L);
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(name), line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void remove(String name) {
        try {
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Ends what an earlier launcher left running.
     *
     * @return the names of what was ended
     */
    public List<String> endLeftovers() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var left = new TreeMap<String, ProcessHandle>();
        try (var files = Files.list(folder)) {
            files.forEach(file -> find(file).ifPresent(process -> left.put(nameOf(file), process)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        left.values().forEach(ProcessHandle::destroy);
        left.values().forEach(PidFiles::awaitEnd);
        left.keySet().forEach(this::remove);
        return List.copyOf(left.keySet());
    }

    private static Optional<ProcessHandle> find(Path file) {
        try {
            var parts = Files.readString(file).trim().split(" ", -1);
            var pid = Long.parseLong(parts[0]);
            var startMs = Long.parseLong(parts[1]);
            return ProcessHandle.of(pid).filter(PidFiles::isRunning).filter(process -> startOf(process)
                    .filter(start -> start.toEpochMilli() == startMs)
                    .isPresent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            // Half a file, of a launcher that was killed while it wrote: no process can be recognised by it.
            return Optional.empty();
        }
    }

    private static void awaitEnd(ProcessHandle process) {
        long deadline = System.nanoTime() + STOP_WITHIN.toNanos();
        try {
            while (isRunning(process)) {
                if (System.nanoTime() > deadline) {
                    process.destroyForcibly();
                }
                Thread.sleep(LOOK_EVERY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * An ended process whose parent never asked for its exit code is alive by name only: it has no command any more.
     */
    private static boolean isRunning(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString();
    }

    private static Optional<Instant> startOf(ProcessHandle process) {
        return process.info().startInstant();
    }
}
