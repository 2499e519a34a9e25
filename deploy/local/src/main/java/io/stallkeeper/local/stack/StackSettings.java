package io.stallkeeper.local.stack;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What can be chosen about a stack.
 *
 * @param checkout the project's own folder, where the packaged services are
 * @param otlp where spans go; without it they are made, carried on and logged, but sent nowhere
 * @param environment what every service, and the simulator, is told besides, and instead of what the stack would tell
 *     it
 * @param packaging what the services run as; everything else runs on a JVM
 */
public record StackSettings(
        Path checkout,
        StackFolder folder,
        StackPorts ports,
        Optional<URI> otlp,
        Map<String, String> environment,
        Packaging packaging) {

    public StackSettings {
        environment = Map.copyOf(environment);
    }

    /** With nothing that the services would be told beyond what they need. */
    public StackSettings(Path checkout, StackFolder folder, StackPorts ports, Optional<URI> otlp) {
        this(checkout, folder, ports, otlp, Map.of());
    }

    /** With the packaging that a system property chooses. */
    public StackSettings(
            Path checkout, StackFolder folder, StackPorts ports, Optional<URI> otlp, Map<String, String> environment) {
        this(checkout, folder, ports, otlp, environment, Packaging.chosen());
    }

    StackSettings with(Packaging other) {
        return new StackSettings(checkout, folder, ports, otlp, environment, other);
    }

    /** The checkout around the current folder or this program's own jar. */
    public static Path findCheckout() {
        var given = System.getProperty("stallkeeper.checkout", "");
        for (var folder = Path.of(given).toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("deploy/marketplace-simulator"))) {
                return folder;
            }
        }
        throw new CannotStart("Run this inside a checkout of Stallkeeper.");
    }
}
