package io.stallkeeper.local;

import io.stallkeeper.local.stack.DemoProducts;
import io.stallkeeper.local.stack.Packaging;
import io.stallkeeper.local.stack.StackFolder;
import io.stallkeeper.local.stack.StackPorts;
import io.stallkeeper.local.stack.StackSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which stack is meant. */
final class StackOptions {

    @Option(
            names = "--data",
            paramLabel = "<folder>",
            description = "The one folder of all data (default: .stallkeeper in the checkout; git ignores it).")
    @Nullable
    Path data;

    @Option(
            names = "--port-offset",
            paramLabel = "<n>",
            defaultValue = "0",
            description = "Moves all ports by n, for several stacks side by side (default: ${DEFAULT-VALUE}).")
    int portOffset;

    @Option(
            names = "--otlp",
            paramLabel = "<url>",
            description = "Sends spans to this OTLP/HTTP endpoint, such as http://localhost:4318 (default: nowhere).")
    @Nullable
    URI otlp;

    @Option(
            names = "--native",
            description = "Runs the services as executables, compiled by the GraalVM or Mandrel 25 in GRAALVM_HOME.")
    boolean asExecutables;

    @Option(
            names = "--images",
            paramLabel = "<tag>",
            description = "Runs the services as containers of images that deploy/images/build has given this tag.")
    @Nullable
    String images;

    @Option(
            names = "--products",
            paramLabel = "<file>",
            description = "What the metering service is told of products (default: of the two demo products).")
    @Nullable
    Path products;

    StackFolder folder() {
        var folder = data;
        return new StackFolder(folder == null ? StackSettings.findCheckout().resolve(".stallkeeper") : folder);
    }

    StackSettings settings() {
        return new StackSettings(
                StackSettings.findCheckout(),
                folder(),
                StackPorts.usual(portOffset),
                Optional.ofNullable(otlp),
                products == null ? Map.of() : DemoProducts.describedBy(products),
                packaging());
    }

    private Packaging packaging() {
        var tag = images;
        if (tag != null) {
            return new Packaging.Image(tag);
        }
        return asExecutables ? Packaging.NATIVE : Packaging.chosen();
    }
}
