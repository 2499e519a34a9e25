package io.stallkeeper.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.stallkeeper.eventsourcing.time.MarketplaceClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a simulator whose clock runs, hurries, stands, or says nothing of its rate. */
class MarketplaceClockTest {

    private static final Instant NOON = Instant.parse("2027-01-01T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpServer simulator;
    private volatile String answer = "{}";

    MarketplaceClockTest() throws IOException {
        simulator = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        simulator.createContext("/", exchange -> {
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            try (var response = exchange.getResponseBody()) {
                response.write(body);
            }
        });
        simulator.start();
    }

    @AfterEach
    void stop() {
        simulator.stop(0);
    }

    @Test
    void it_stands_when_the_simulator_stands() {
        answer = standing(NOON);
        try (var clock = clock()) {
            assertThat(clock.instant()).isEqualTo(NOON);

            answer = standing(NOON.plusSeconds(7));

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(7)));
        }
    }

    @Test
    void it_hurries_between_two_answers_too() {
        answer = "{\"now\":\"%s\",\"rate\":86400}".formatted(NOON);
        try (var clock = clock()) {
            simulator.stop(0);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(clock.instant()).isAfter(NOON.plus(Duration.ofHours(6))));
        }
    }

    @Test
    void without_a_rate_it_runs_like_any_clock() {
        answer = "{\"now\":\"%s\"}".formatted(NOON);
        try (var clock = clock()) {
            simulator.stop(0);
            Instant first = clock.instant();

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(clock.instant()).isAfter(first.plusMillis(50)));
            assertThat(clock.instant()).isBetween(NOON, NOON.plus(PATIENCE).plus(PATIENCE));
        }
    }

    @Test
    void it_never_goes_back() {
        answer = standing(NOON);
        try (var clock = clock()) {
            assertThat(clock.instant()).isEqualTo(NOON);

            answer = "{\"now\":\"%s\",\"rate\":86400}".formatted(NOON.minus(Duration.ofHours(1)));

            await().atMost(PATIENCE).until(() -> {
                var now = clock.instant();
                assertThat(now).isAfterOrEqualTo(NOON);
                return now.isAfter(NOON);
            });
        }
    }

    private MarketplaceClock clock() {
        return new MarketplaceClock(
                URI.create("http://127.0.0.1:" + simulator.getAddress().getPort() + "/clock"));
    }

    private static String standing(Instant now) {
        return "{\"now\":\"%s\",\"rate\":0}".formatted(now);
    }
}
