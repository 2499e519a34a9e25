package io.stallkeeper.simulator;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stallkeeper.simulator.adapters.delivery.Courier;
import io.stallkeeper.simulator.adapters.delivery.EventVintage;
import io.stallkeeper.simulator.adapters.delivery.LicenseArnForm;
import io.stallkeeper.simulator.adapters.delivery.NotificationBody;
import io.stallkeeper.simulator.adapters.delivery.Patience;
import io.stallkeeper.simulator.adapters.delivery.QueueClients.QueueAccess;
import io.stallkeeper.simulator.adapters.delivery.Targets;
import io.stallkeeper.simulator.adapters.delivery.Tries;
import io.stallkeeper.simulator.domain.listing.NotificationForm;
import io.stallkeeper.simulator.domain.listing.NotificationRoute;
import io.stallkeeper.simulator.domain.listing.TargetKind;
import io.stallkeeper.simulator.domain.notification.Notification;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Notifications reach their queue, however long it is away. */
class CourierTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ENDED = "Purchase Agreement Ended";
    private static final Instant FOREVER = Instant.MAX;

    private final Queue<Notification> delivered = new ConcurrentLinkedQueue<>();
    private final Queue<Notification> givenUp = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Instant> realTime = new AtomicReference<>(Instant.EPOCH);
    private final Courier courier = new Courier(
            new Targets(new QueueAccess(Optional.empty(), "us-east-1", "any", "any"), Optional.empty()),
            new NotificationBody("123456789012", EventVintage.NEWEST, LicenseArnForm.OBSERVED),
            new Patience(
                    Duration.ofMillis(1), Duration.ofMillis(50), Duration.ofMillis(50), 3, 185, Duration.ofHours(24)),
            new Courier.Report() {
                @Override
                public void delivered(Notification notification) {
                    delivered.add(notification);
                }

                @Override
                public void givenUp(Notification notification) {
                    givenUp.add(notification);
                }
            },
            realTime::get);

    @AfterEach
    void stop() {
        courier.close();
    }

    @Test
    void while_the_queue_is_away_they_wait_and_then_they_come_in_order() throws IOException {
        int port = freePort();
        String queueUrl = "http://127.0.0.1:" + port + "/000000000000/late";
        List<Notification> sent = notifications(queue(queueUrl));
        send(sent);
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
            send(notifications(queue("http://127.0.0.1:" + freePort() + "/000000000000/gone")));
            List<Notification> sent = notifications(queue(server.queue("here")));
            send(sent);

            await().atMost(PATIENCE).until(() -> delivered.size() == sent.size());
            assertEquals(sent, List.copyOf(delivered));
        }
    }

    @Test
    void a_copy_goes_when_the_clock_has_come_to_its_time() {
        try (ElasticMq server = ElasticMq.onAnyPort()) {
            NotificationRoute route = queue(server.queue("later"));
            Instant first = notifications(route).getFirst().at();
            Notification late = sentAt(notifications(route).getFirst(), first.plusSeconds(60));
            Notification twice = sentAt(notifications(route).get(1), first, first.plusSeconds(30));
            List.of(late, twice).forEach(courier::bring);

            courier.timeIs(first.plusSeconds(59));
            await().atMost(PATIENCE).until(() -> delivered.size() == 1);
            assertEquals(List.of(twice), List.copyOf(delivered));

            courier.timeIs(first.plusSeconds(60));
            await().atMost(PATIENCE).until(() -> delivered.size() == 2);
            assertEquals(3, taken(server, route.address(), 3).size());
        }
    }

    @Test
    void after_a_reset_nobody_is_told_of_what_was_before() throws IOException {
        notifications(queue("http://127.0.0.1:" + freePort() + "/000000000000/gone"))
                .forEach(courier::bring);
        courier.timeIs(FOREVER);

        courier.forgetAll();
        courier.timeIs(FOREVER);

        try (ElasticMq server = ElasticMq.onAnyPort()) {
            List<Notification> sent = notifications(queue(server.queue("new")));
            send(sent);
            await().atMost(PATIENCE).until(() -> delivered.size() == sent.size());
            assertEquals(sent, List.copyOf(delivered));
        }
    }

    @Test
    void what_was_given_up_is_not_brought_any_more() {
        try (ElasticMq server = ElasticMq.onAnyPort()) {
            List<Notification> sent = notifications(queue(server.queue("busy")));
            sent.forEach(courier::bring);

            courier.giveUp(sent.getFirst().id());
            courier.giveUp(sent.get(2).id());
            for (int others = 0; others < 2_000; others++) {
                courier.giveUp("n-" + others);
            }
            courier.giveUp(sent.get(1).id());
            courier.timeIs(FOREVER);

            await().atMost(PATIENCE).until(() -> delivered.size() == sent.size() - 3);
            assertEquals(sent.subList(3, sent.size()), List.copyOf(delivered));
        }
    }

    @Test
    void one_that_its_address_refuses_does_not_hold_up_the_others_and_is_given_up_after_185_tries() throws IOException {
        try (var hook = Hook.refusing(ENDED, 400)) {
            List<Notification> sent = notifications(hook.route());
            send(sent);

            await().atMost(PATIENCE).until(() -> delivered.size() == sent.size() - 1);
            Notification refused = ended(sent);
            await().atMost(PATIENCE).until(() -> List.copyOf(givenUp).equals(List.of(refused)));
            assertEquals(185, hook.refusals());
            assertEquals(Optional.empty(), courier.tries(refused.id()));
        }
    }

    @Test
    void what_fails_may_fail_some_times_before_others_go_and_it_is_said_why_it_waits() throws IOException {
        try (var hook = Hook.refusing(ENDED, 503)) {
            List<Notification> sent = notifications(hook.route());
            send(sent);

            await().atMost(PATIENCE).until(() -> delivered.size() == sent.size() - 1);
            Tries tries = courier.tries(ended(sent).id()).orElseThrow();
            assertTrue(tries.count() >= 3);
            assertEquals("status 503", tries.lastFailure());

            hook.relent();
            await().atMost(PATIENCE).until(() -> delivered.size() == sent.size());
        }
    }

    @Test
    void who_is_away_for_a_day_is_told_no_more_of_what_was() throws IOException {
        List<Notification> sent = notifications(queue("http://127.0.0.1:" + freePort() + "/000000000000/gone"));
        send(sent.subList(0, 1));
        await().atMost(PATIENCE)
                .until(() -> courier.tries(sent.getFirst().id()).orElseThrow().count() > 0);
        assertTrue(givenUp.isEmpty());

        realTime.set(Instant.EPOCH.plus(Duration.ofHours(24)));

        await().atMost(PATIENCE).until(() -> List.copyOf(givenUp).equals(sent.subList(0, 1)));
    }

    private static Notification ended(List<Notification> sent) {
        return sent.stream()
                .filter(each -> each.awsName().startsWith(ENDED))
                .findFirst()
                .orElseThrow();
    }

    private void send(List<Notification> notifications) {
        notifications.forEach(courier::bring);
        courier.timeIs(FOREVER);
    }

    private static List<String> taken(ElasticMq server, String queueUrl, int count) {
        List<String> bodies = new ArrayList<>();
        await().atMost(PATIENCE).until(() -> {
            bodies.addAll(server.take(queueUrl));
            return bodies.size() >= count;
        });
        return bodies;
    }

    private static NotificationRoute queue(String url) {
        return new NotificationRoute(NotificationForm.EVENTBRIDGE, TargetKind.SQS, url);
    }

    private static List<Notification> notifications(NotificationRoute route) {
        Simulation simulation = Played.inMemory();
        Played.everything(simulation);
        return simulation.look(moment -> moment.marketplace().outbox().waiting()).stream()
                .map(old -> Played.routed(old, route))
                .toList();
    }

    private static Notification sentAt(Notification old, Instant... sends) {
        return Played.sent(old, List.of(sends));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
