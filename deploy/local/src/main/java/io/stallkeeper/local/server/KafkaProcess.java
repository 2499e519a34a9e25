package io.stallkeeper.local.server;

import io.stallkeeper.testkit.infrastructure.KafkaBroker;
import java.nio.file.Path;

/** The broker as a process of its own: its folder and its port are the arguments. */
public final class KafkaProcess {

    private KafkaProcess() {}

    public static void main(String[] arguments) {
        var broker = KafkaBroker.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
    }
}
