package io.stallkeeper.local.server;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked from the jar that carries them for this machine. */
public final class PostgresBinaries {

    private final Path folder;

    private PostgresBinaries(Path folder) {
        this.folder = folder;
    }

    /** Unpacks into the folder, once: the folder appears when it is complete. */
    public static PostgresBinaries unpackedIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            try {
                Files.createDirectories(folder.getParent());
                var incomplete = Files.createTempDirectory(folder.getParent(), "incomplete");
                unpack(incomplete);
                Files.move(incomplete, folder, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new PostgresBinaries(folder);
    }

    /** Where the program is, such as {@code initdb}. */
    public Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    private static void unpack(Path folder) throws IOException {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        try (var packed = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, System.getProperty("os.arch"));
                var entries = new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
            for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                unpack(entry, entries, folder.resolve(entry.getName()).normalize());
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, TarArchiveInputStream content, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, target);
            if (!target.toFile().setExecutable((entry.getMode() & 0100) != 0)) {
                throw new IOException("can't make a program of " + target);
            }
        }
    }
}
