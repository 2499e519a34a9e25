package io.stallkeeper.simulator.conformance;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Node and AWS's clients for it, from npm, unmodified. Where they can't be had, tests that need them are skipped,
 * unless the environment says STALLKEEPER_REQUIRE_FOREIGN_TOOLS=true: then they fail.
 */
final class ForeignTools {
    private static final Path SOURCES = Path.of("src/test/node");
    private static final Path FOLDER = Path.of("target/foreign-client");
    private static final List<String> FILES = List.of("package.json", "package-lock.json", "call.js");
    private static final long INSTALLATION_MINUTES = 4;

    private ForeignTools() {}

    /** The folder in which {@code call.js} can be run. */
    static Path installed() {
        Optional<String> missing = install();
        if (missing.isPresent()) {
            boolean required = Boolean.parseBoolean(System.getenv("STALLKEEPER_REQUIRE_FOREIGN_TOOLS"));
            if (required) {
                throw new AssertionError(missing.get());
            }
            Assumptions.abort(missing.get());
        }
        return FOLDER;
    }

    /** Why it can't be had. */
    private static Optional<String> install() {
        try {
            Path lock = FOLDER.resolve("package-lock.json");
            boolean isThere = Files.isRegularFile(FOLDER.resolve("node_modules/.package-lock.json"))
                    && Files.mismatch(lock, SOURCES.resolve("package-lock.json")) == -1;
            Files.createDirectories(FOLDER);
            for (String file : FILES) {
                Files.copy(SOURCES.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
            return isThere ? Optional.empty() : npmCi();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> npmCi() {
        File log = FOLDER.resolve("npm.log").toFile();
        try {
            Process npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                    .directory(FOLDER.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log)
                    .start();
            if (npm.waitFor(INSTALLATION_MINUTES, TimeUnit.MINUTES) && npm.exitValue() == 0) {
                return Optional.empty();
            }
            npm.destroyForcibly();
            return Optional.of("npm ci failed, " + log.getAbsolutePath() + " says why");
        } catch (IOException e) {
            return Optional.of("there is no npm: " + e.getMessage());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
