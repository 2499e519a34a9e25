package io.stallkeeper.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the build has made of a module.
 *
 * @param folder the module's own
 */
public record PackagedModule(Path folder) {

    /**
     * The arguments with which a JVM starts it. If a cache was trained it is used: a JVM that can't use it goes on
     * without it. Throws CannotStart if the module isn't packaged.
     */
    public List<String> jvmArguments() {
        var app = folder.resolve("target/quarkus-app");
        var jar = app.resolve("quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new CannotStart(folder.getFileName() + " isn't packaged: ./mvnw -DskipTests package does it.");
        }
        var arguments = new ArrayList<String>();
        var cache = app.resolve("app.aot");
        if (Files.exists(cache)) {
            arguments.add("-XX:AOTCache=" + cache);
        }
        arguments.addAll(List.of("-jar", jar.toString()));
        return arguments;
    }

    /** Its executable. Throws CannotStart if there is none. */
    public Path executable() {
        try (var files = Files.newDirectoryStream(folder.resolve("target"), "*-runner")) {
            for (var file : files) {
                return file;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new CannotStart(folder.getFileName() + " isn't compiled: ./mvnw -Pnative -DskipTests package does it.");
    }
}
