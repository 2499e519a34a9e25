package io.stallkeeper.simulator.adapters.delivery;

import io.stallkeeper.simulator.adapters.delivery.QueueClients.QueueAccess;
import io.stallkeeper.simulator.domain.listing.TargetKind;
import io.stallkeeper.simulator.domain.notification.Notification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The ways to everything that can take notifications. */
public final class Targets implements AutoCloseable {
    private final QueueClients queues;
    private final HttpTarget http = HttpTarget.create();
    private final QueueTarget queue;
    private final Optional<FileTarget> file;

    /** @param folder of the files; without it there are none */
    public Targets(QueueAccess access, Optional<Path> folder) {
        queues = new QueueClients(access);
        queue = new QueueTarget(queues);
        file = folder.map(FileTarget::new);
    }

    void take(Notification notification, String body) throws IOException, InterruptedException {
        of(notification.route().target()).take(notification, body);
    }

    private Target of(TargetKind kind) throws IOException {
        return switch (kind) {
            case SQS -> queue;
            case HTTP -> http;
            case FILE -> file.orElseThrow(() -> new IOException("there is no folder for files of notifications"));
        };
    }

    @Override
    public void close() {
        queues.close();
        http.http().shutdownNow();
    }
}
