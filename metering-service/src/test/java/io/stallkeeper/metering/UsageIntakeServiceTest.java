package io.stallkeeper.metering;

import static io.stallkeeper.metering.SellersUsage.STRUCTURED;
import static io.stallkeeper.metering.SellersUsage.event;
import static io.stallkeeper.metering.SellersUsage.toTopic;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.stallkeeper.contracts.SubscriptionId;
import io.stallkeeper.testkit.infrastructure.StallkeeperServers;
import io.stallkeeper.testkit.infrastructure.TokenIssuer;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Usage on its way in, by HTTP and by the topic, between real Kafka and real PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(StallkeeperServers.class)
class UsageIntakeServiceTest {

    private static final String BATCH = "application/cloudevents-batch+json";

    @SuppressWarnings("NullAway.Init")
    TokenIssuer tokens;

    @Inject
    Clock clock;

    @TestHTTPResource("/v1/usage-events")
    @SuppressWarnings("NullAway.Init")
    URI usageEvents;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String license = "l-" + UUID.randomUUID();

    @Test
    void each_form_and_each_address_of_an_event_counts() throws Exception {
        var customer = "X" + UUID.randomUUID();
        assertThat(post(STRUCTURED, event("\"subscriptionId\":\"" + license + "\"", clock.instant()))
                        .statusCode())
                .isEqualTo(202);
        var gzipped = gzip("["
                + event("\"licenseArn\":\"aws:license-manager:us-east-1:1:" + license + "\"", clock.instant()) + ","
                + event("\"productCode\":\"p\",\"customerIdentifier\":\"" + customer + "\"", clock.instant()) + "]");
        assertThat(send(request(BATCH).header("Content-Encoding", "gzip"), gzipped)
                        .statusCode())
                .isEqualTo(200);
        var data = "{\"subscriptionId\":\"%s\",\"dimension\":\"any\",\"quantity\":1}".formatted(license);
        assertThat(send(binary("application/json").header("ce-id", "%E2%82%AC-" + license), data.getBytes(UTF_8))
                        .statusCode())
                .isEqualTo(202);
        toTopic(
                STRUCTURED,
                event("\"licenseArn\":\"arn:aws:license-manager::1:license:" + license + "\"", clock.instant()));

        new SellersUsage(tokens).awaitReported(license, 4);
        new SellersUsage(tokens)
                .awaitReported(SubscriptionId.ofCustomer("p", customer).value(), 1);
    }

    @ParameterizedTest(name = "{3}: {0} {1}")
    @CsvSource({
        "application/cloudevents+json, identity, 400, not-json",
        "application/cloudevents-batch+json, identity, 400, not-a-json-array",
        "application/json, identity, 400, not-a-cloudevent",
        "text/plain, identity, 415, content-type-not-supported",
        "application/cloudevents+avro, identity, 415, content-type-not-supported",
        "application/cloudevents+json; charset=utf-16, identity, 415, content-type-not-supported",
        "application/cloudevents+json, br, 415, content-encoding-not-supported",
        "application/cloudevents+json, gzip, 400, body-not-readable",
    })
    void a_request_that_can_not_be_read_has_one_answer(String type, String encoding, int status, String reason)
            throws Exception {
        var answer = send(request(type).header("Content-Encoding", encoding), "{".getBytes(UTF_8));

        assertProblem(answer, status, reason);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "ce-id, %C0%A0, not-a-cloudevent",
        "ce-id, %4, not-a-cloudevent",
        "ce-Under_Score, 1, not-a-cloudevent",
        "ce-source, /again, not-a-cloudevent",
        "ce-specversion, 0.3, not-a-cloudevent",
    })
    void headers_that_are_not_well_formed_make_no_event(String name, String value, String reason) throws Exception {
        var request = binary("application/json").header(name, value);

        assertProblem(send(request, "{}".getBytes(UTF_8)), 400, reason);
    }

    @Test
    void what_every_product_would_park_is_refused_to_its_caller() throws Exception {
        var address = "\"subscriptionId\":\"" + license + "\"";
        var user = event(address, clock.instant()).replace("\"any\"", "\"active_users\"");
        var tagged = event(address + ",\"tags\":{\"team\":\"blue\"}", clock.instant())
                .replace("\"any\"", "\"peak_connections\"");

        assertProblem(post(STRUCTURED, user), 400, "no-unique-key");
        assertProblem(
                send(
                        binary("application/json")
                                .header("ce-id", UUID.randomUUID().toString()),
                        "{%s,\"dimension\":\"active_users\",\"quantity\":1}"
                                .formatted(address)
                                .getBytes(UTF_8)),
                400,
                "no-unique-key");
        assertThat(new JsonPath(post(BATCH, "[" + tagged + "," + event(address, clock.instant()) + "]")
                                .body())
                        .getList("results.reason"))
                .containsExactly("tags-without-sum", null);
        assertThat(post(STRUCTURED, user.replace(address, address + ",\"productCode\":\"undescribed\""))
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void a_body_that_says_that_it_is_too_large_is_answered_before_it_is_sent() throws IOException {
        try (var socket = new Socket(usageEvents.getHost(), usageEvents.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("POST /v1/usage-events HTTP/1.1\r\nHost: test\r\nContent-Length: 10485760\r\n"
                                    + "Content-Type: " + STRUCTURED + "\r\n\r\n")
                            .getBytes(UTF_8));

            var answer = new String(socket.getInputStream().readAllBytes(), UTF_8);

            assertThat(answer)
                    .startsWith("HTTP/1.1 413 ")
                    .contains("application/problem+json")
                    .contains("\"reason\":\"body-too-large\"");
        }
    }

    @Test
    void a_body_that_does_not_say_how_large_it_is_is_read_up_to_the_bound() throws IOException {
        try (var socket = new Socket(usageEvents.getHost(), usageEvents.getPort())) {
            socket.setSoTimeout(20_000);
            var out = socket.getOutputStream();
            out.write(
                    ("POST /v1/usage-events HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\nAuthorization: Bearer "
                                    + tokens.tokenFor("usage-reporter") + "\r\nContent-Type: " + BATCH + "\r\n\r\n")
                            .getBytes(UTF_8));
            var chunk = ("100000\r\n" + " ".repeat(0x100000) + "\r\n").getBytes(UTF_8);
            for (int sent = 0; sent < 4; sent++) {
                out.write(chunk);
            }
            out.write("1\r\n \r\n".getBytes(UTF_8));
            out.flush();

            var answer = new String(socket.getInputStream().readAllBytes(), UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 413 ").contains("\"reason\":\"body-too-large\"");
        }
    }

    @ParameterizedTest(name = "{0} MB, tells its length: {1}")
    @CsvSource({"10, true", "10, false", "100, true", "100, false"})
    void a_caller_who_sends_all_of_a_body_that_is_too_large_before_reading_can_read_the_answer(
            int megabytes, boolean tellsLength) throws IOException {
        try (var socket = new Socket(usageEvents.getHost(), usageEvents.getPort())) {
            socket.setSoTimeout(20_000);
            var out = socket.getOutputStream();
            out.write(("POST /v1/usage-events HTTP/1.1\r\nHost: test\r\n"
                            + (tellsLength ? "Content-Length: " + (megabytes << 20) : "Transfer-Encoding: chunked")
                            + "\r\nAuthorization: Bearer " + tokens.tokenFor("usage-reporter") + "\r\nContent-Type: "
                            + BATCH + "\r\n\r\n")
                    .getBytes(UTF_8));
            var megabyte = " ".repeat(0x100000);
            var part = (tellsLength ? megabyte : "100000\r\n" + megabyte + "\r\n").getBytes(UTF_8);
            for (int sent = 0; sent < megabytes; sent++) {
                out.write(part);
            }
            out.write((tellsLength ? "" : "0\r\n\r\n").getBytes(UTF_8));
            out.flush();

            var answer = new String(socket.getInputStream().readAllBytes(), UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 413 ").contains("\"reason\":\"body-too-large\"");
        }
    }

    @Test
    void a_caller_who_would_rather_speak_http_2_can_read_the_answer_too() throws Exception {
        var answer = send(request(BATCH), new byte[10 << 20]);

        assertThat(http.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertProblem(answer, 413, "body-too-large");
    }

    @Test
    void a_batch_may_be_empty_and_its_size_has_a_bound() throws Exception {
        assertThat(new JsonPath(post(BATCH, "[]").body()).getList("results")).isEmpty();
        assertProblem(post(BATCH, "[" + "0,".repeat(5_000) + "0]"), 400, "more-than-5000-events");
    }

    private HttpRequest.Builder binary(String contentType) {
        return request(contentType)
                .header("ce-specversion", "1.0")
                .header("ce-source", "/app")
                .header("ce-type", "io.stallkeeper.usage.reported.v1")
                .header("ce-time", clock.instant().toString())
                .header("ce-myextension", "kept");
    }

    private HttpRequest.Builder request(String contentType) {
        return HttpRequest.newBuilder(usageEvents)
                .header("Content-Type", contentType)
                .header("Authorization", "Bearer " + tokens.tokenFor("usage-reporter"));
    }

    private HttpResponse<String> post(String contentType, String body) throws Exception {
        return send(request(contentType), body.getBytes(UTF_8));
    }

    private HttpResponse<String> send(HttpRequest.Builder request, byte[] body) throws Exception {
        return http.send(
                request.POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String reason) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(new JsonPath(answer.body()).getString("reason")).isEqualTo(reason);
    }

    private static byte[] gzip(String body) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(body.getBytes(UTF_8));
        }
        return packed.toByteArray();
    }
}
