package io.stallkeeper.simulator.adapters.delivery;

import io.stallkeeper.simulator.domain.notification.Notification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Adds the body as one line to the file that the address names, in the folder for such files. */
record FileTarget(Path folder) implements Target {

    @Override
    public void take(Notification notification, String body) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve(notification.route().address()),
                body + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
