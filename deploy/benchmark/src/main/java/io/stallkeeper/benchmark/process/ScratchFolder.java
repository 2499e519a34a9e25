package io.stallkeeper.benchmark.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A folder for what is measured to write into; gone when the benchmark is over. */
public final class ScratchFolder implements AutoCloseable {

    private final Path path;

    public ScratchFolder() {
        try {
            path = Files.createTempDirectory("stallkeeper-benchmark");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try (var files = Files.walk(path)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
