package io.stallkeeper.simulator.adapters.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;

/**
 * The folder of the files into which notifications go, which may have other files of other people's.
 *
 * @param folder empty if there are no such files
 */
public record NotificationFiles(Optional<Path> folder) {

    /** Deletes the files of these names; throws UncheckedIOException if one can't be. */
    public void delete(Collection<String> names) {
        folder.ifPresent(in -> names.forEach(name -> delete(in.resolve(name))));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("a file of notifications is still there", e);
        }
    }
}
