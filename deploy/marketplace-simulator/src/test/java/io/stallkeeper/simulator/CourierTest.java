package io.stallkeeper.simulator;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stallkeeper.simulator.adapters.journal.Journal;
import io.stallkeeper.simulator.adapters.sqs.Courier;
import io.stallkeeper.simulator.adapters.sqs.Mischief;
import io.stallkeeper.simulator.adapters.sqs.NotificationBody;
import io.stallkeeper.simulator.adapters.sqs.QueueClients;
import io.stallkeeper.simulator.adapters.sqs.QueueClients.QueueAccess;
import io.stallkeeper.simulator.domain.listing.NotificationForm;
import io.stallkeeper.simulator.domain.listing.NotificationRoute;
import io.stallkeeper.simulator.domain.notification.Notification;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Notifications reach their queue, however long it is away. */
class CourierTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Queue<Notification> delivered = new ConcurrentLinkedQueue<>();
    private final Courier courier = courier(Mischief.none());

    @AfterEach
    void stop() {
        courier.close();
    }

    @Test
    void while_the_queue_is_away_they_wait_and_then_they_come_in_order() throws IOException {
        int port = freePort();
        String queueUrl = "http://127.0.0.1:" + port + "/000000000000/late";
        List<Notification> sent = notifications(queueUrl);
        sent.forEach(courier::bring);
        assertTrue(delivered.isEmpty());

        try (ElasticMq server = ElasticMq.on(port)) {
            server.queue("late");
            await().atMost(PATIENCE).until(() -> delivered.size() == sent.size());

            assertEquals(sent, List.copyOf(delivered));
            assertEquals(sent.size(), taken(server, queueUrl, sent.size()).size());
        }
    }

    @Test
    void one_queue_that_is_away_does_not_hold_up_another() throws IOException {
        try (ElasticMq server = ElasticMq.onAnyPort()) {
            notifications("http://127.0.0.1:" + freePort() + "/000000000000/gone")
                    .forEach(courier::bring);
            List<Notification> sent = notifications(server.queue("here"));
            sent.forEach(courier::bring);

            await().atMost(PATIENCE).until(() -> delivered.size() == sent.size());
            assertEquals(sent, List.copyOf(delivered));
        }
    }

    @Test
    void with_mischief_they_come_twice_and_the_later_one_first() {
        Courier mischievous = courier(new Mischief(new Random(1), 1, 1));
        try (ElasticMq server = ElasticMq.onAnyPort()) {
            String queueUrl = server.queue("mischief");
            List<Notification> two = notifications(queueUrl).subList(0, 2);
            two.forEach(mischievous::bring);

            List<String> bodies = taken(server, queueUrl, 4);
            await().atMost(PATIENCE).until(() -> delivered.size() == 2);

            assertEquals(2, Set.copyOf(bodies).size());
            assertEquals(two.reversed(), List.copyOf(delivered));
        } finally {
            mischievous.close();
        }
    }

    private Courier courier(Mischief mischief) {
        return new Courier(
                new QueueClients(new QueueAccess(Optional.empty(), "us-east-1", "any", "any")),
                new NotificationBody("123456789012"),
                mischief,
                delivered::add);
    }

    private static List<String> taken(ElasticMq server, String queueUrl, int count) {
        List<String> bodies = new ArrayList<>();
        await().atMost(PATIENCE).until(() -> {
            bodies.addAll(server.take(queueUrl));
            return bodies.size() >= count;
        });
        return bodies;
    }

    private static List<Notification> notifications(String queueUrl) {
        Simulation simulation = Played.on(Journal.inMemory());
        Played.everything(simulation);
        NotificationRoute route = new NotificationRoute(NotificationForm.EVENTBRIDGE, queueUrl);
        return simulation.look(moment -> moment.marketplace().outbox().waiting()).stream()
                .map(old -> new Notification(
                        old.id(), old.type(), old.terms(), old.productId(), route, old.agreementStatus(), old.at()))
                .toList();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
