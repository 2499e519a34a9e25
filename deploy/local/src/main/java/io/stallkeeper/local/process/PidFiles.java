package io.stallkeeper.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Which processes a launcher started: one file each, with the process id and the moment of its start, which together
 * name one process for ever. So a launcher that was killed leaves its successor a list to tidy up by, and nobody
 * else's process is ever ended.
 */
public final class PidFiles {

    private static final Duration STOP_WITHIN = Duration.ofSeconds(15);

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
     *
     * Ends what an earlier launcher left running.
     *
     *
     *
     * @return the names of what was ended
     *
     */
    public List<String> endLeftovers() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            var ended = files.filter(file -> find(file).map(PidFiles::end).orElse(false))
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
            ended.forEach(this::remove);
            return ended;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<ProcessHandle> find(Path file) {
        try {
            var parts = Files.readString(file).trim().split(" ", -1);
            var pid = Long.parseLong(parts[0]);
            var startMs = Long.parseLong(parts[1]);
            return ProcessHandle.of(pid).filter(process -> startOf(process)
                    .filter(start -> start.toEpochMilli() == startMs)
                    .isPresent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            // Half a file, of a launcher that was killed while it wrote: no process can be recognised by it.
            return Optional.empty();
        }
    }

    private static boolean end(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    private static Optional<Instant> startOf(ProcessHandle process) {
        return process.info().startInstant();
    }
}
