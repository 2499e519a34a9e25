package io.stallkeeper.simulator.adapters.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.stallkeeper.simulator.adapters.delivery.QueueClients.QueueAccess;
import io.stallkeeper.simulator.domain.agreement.AgreementTerms;
import io.stallkeeper.simulator.domain.agreement.Sale;
import io.stallkeeper.simulator.domain.listing.NotificationForm;
import io.stallkeeper.simulator.domain.listing.NotificationRoute;
import io.stallkeeper.simulator.domain.listing.ProductIdentity;
import io.stallkeeper.simulator.domain.listing.TargetKind;
import io.stallkeeper.simulator.domain.notification.Notification;
import io.stallkeeper.simulator.domain.notification.NotificationType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Addresses and files take notifications as AWS would bring them (protocol page, 2.4). */
class TargetsTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    Path folder;

    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final HttpServer server;
    private volatile int status = 200;
    private Targets targets = targets(Optional.empty());

    private record Received(Headers headers, String body) {}

    TargetsTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(new Received(exchange.getRequestHeaders(), body));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @BeforeEach
    void with_a_folder() {
        targets = targets(Optional.of(folder.resolve("notifications")));
    }

    @AfterEach
    void stop() {
        targets.close();
        server.stop(0);
    }

    @Test
    void an_event_is_posted_as_an_api_destination_gets_it() throws Exception {
        targets.take(to(NotificationForm.EVENTBRIDGE, TargetKind.HTTP, address()), "{\"version\":\"0\"}");

        Received request = received.take();
        assertEquals("{\"version\":\"0\"}", request.body());
        assertEquals(
                List.of("application/json; charset=utf-8"), request.headers().get("Content-Type"));
    }

    @Test
    void a_message_is_posted_as_a_subscriber_of_sns_gets_it() throws Exception {
        targets.take(to(NotificationForm.SNS_RAW, TargetKind.HTTP, address()), "raw");
        targets.take(to(NotificationForm.SNS_ENVELOPE, TargetKind.HTTP, address()), "enveloped");

        Headers raw = received.take().headers();
        assertEquals("Notification", raw.getFirst("x-amz-sns-message-type"));
        assertEquals("n-1", raw.getFirst("x-amz-sns-message-id"));
        assertEquals(
                "arn:aws:sns:us-east-1:287250355862:aws-mp-entitlement-notification-p",
                raw.getFirst("x-amz-sns-topic-arn"));
        assertEquals("true", raw.getFirst("x-amz-sns-rawdelivery"));
        assertEquals(null, received.take().headers().getFirst("x-amz-sns-rawdelivery"));
    }

    @Test
    void an_address_that_refuses_or_is_away_has_not_taken_it() throws IOException {
        status = 503;
        assertThrows(
                IOException.class,
                () -> targets.take(to(NotificationForm.EVENTBRIDGE, TargetKind.HTTP, address()), "{}"));

        String away = "http://127.0.0.1:" + freePort() + "/";
        assertThrows(
                IOException.class, () -> targets.take(to(NotificationForm.EVENTBRIDGE, TargetKind.HTTP, away), "{}"));
    }

    @Test
    void a_file_gets_a_line_each() throws Exception {
        targets.take(to(NotificationForm.EVENTBRIDGE, TargetKind.FILE, "mail.jsonl"), "{\"a\":1}");
        targets.take(to(NotificationForm.EVENTBRIDGE, TargetKind.FILE, "mail.jsonl"), "{\"b\":2}");

        assertEquals(List.of("{\"a\":1}", "{\"b\":2}"), Files.readAllLines(folder.resolve("notifications/mail.jsonl")));
    }

    @Test
    void without_a_folder_there_are_no_files() {
        try (Targets none = targets(Optional.empty())) {
            assertThrows(
                    IOException.class,
                    () -> none.take(to(NotificationForm.EVENTBRIDGE, TargetKind.FILE, "mail.jsonl"), "{}"));
        }
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    private static Targets targets(Optional<Path> folder) {
        return new Targets(new QueueAccess(Optional.empty(), "us-east-1", "any", "any"), folder);
    }

    private static Notification to(NotificationForm form, TargetKind target, String address) {
        var terms = new AgreementTerms(
                "agmt-1",
                "p",
                ProductIdentity.MIGRATED,
                "arn:aws:license-manager::294406891311:license:l-1",
                "offer-1",
                "111122223333",
                "X01",
                NOON,
                null,
                null,
                Sale.direct());
        return new Notification(
                "n-1",
                NotificationType.ENTITLEMENT_UPDATED,
                null,
                terms,
                "prod-1",
                new NotificationRoute(form, target, address),
                "ACTIVE",
                false,
                true,
                NOON,
                List.of(NOON));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
