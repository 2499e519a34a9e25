package io.stallkeeper.local.server;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/** What ElasticMQ reads at its start. Its queues and their messages are in a file and outlive it. */
public final class SqsConfiguration {

    /** The class that runs it. */
    public static final String MAIN_CLASS = "org.elasticmq.server.Main";

    private SqsConfiguration() {}

    /** Writes the configuration into the folder, and tells where. */
    public static Path write(Path folder, int port, Collection<String> queues) {
        var configuration = """
                include classpath("application.conf")
                pekko.loglevel = WARNING
                generate-node-address = false
                node-address { protocol = http, host = "127.0.0.1", port = %1$d, context-path = "" }
                rest-sqs { enabled = true, bind-hostname = "127.0.0.1", bind-port = %1$d, sqs-limits = strict }
                aws { region = us-east-1, accountId = "000000000000" }
                queues { %2$s }
                messages-storage {
                  enabled = true, driver-class = org.h2.Driver, username = "", password = ""
                  uri = "jdbc:h2:%3$s"
                }
                """.formatted(
                        port,
                        queues.stream().map(queue -> "\"" + queue + "\" {}").collect(joining("\n")),
                        folder.toAbsolutePath().resolve("messages"));
        try {
            Files.createDirectories(folder);
            return Files.writeString(folder.resolve("elasticmq.conf"), configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
