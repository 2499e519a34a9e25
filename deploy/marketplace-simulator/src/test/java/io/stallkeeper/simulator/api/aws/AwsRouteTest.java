package io.stallkeeper.simulator.api.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.simulator.Simulation;
import io.stallkeeper.simulator.adapters.journal.Journal;
import io.stallkeeper.simulator.api.CallLog;
import io.stallkeeper.simulator.api.aws.model.Shape;
import io.stallkeeper.simulator.api.aws.operation.AwsOperation;
import io.stallkeeper.simulator.api.aws.operation.AwsService;
import io.stallkeeper.simulator.api.aws.operation.Caller;
import io.stallkeeper.simulator.api.aws.operation.MeterUsage;
import io.stallkeeper.simulator.api.aws.signature.SignatureCheck;
import io.stallkeeper.simulator.api.aws.signature.SignatureCheck.Regions;
import io.stallkeeper.simulator.domain.BehaviorPreset;
import io.stallkeeper.simulator.domain.Decision.Accepted;
import io.stallkeeper.simulator.domain.MarketplaceEvent.AgreementActivated;
import io.stallkeeper.simulator.domain.fault.FaultKind;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** What the route sees to: a failure of the simulator's own is AWS's internal error, never the caller's fault. */
class AwsRouteTest {
    private final Vertx vertx = Vertx.vertx();
    private final Simulation simulation =
            new Simulation(BehaviorPreset.IMMEDIATE.behavior(1), _ -> Journal.inMemory(), InstantSource.system());

    /** What an operation does that runs out of its stack. */
    private record Overflowing() implements AwsOperation {
        @Override
        public AwsService service() {
            return AwsService.METERING;
        }

        @Override
        public String name() {
            return "Overflow";
        }

        @Override
        public Shape input() {
            return new MeterUsage().input();
        }

        @Override
        public ObjectNode answer(JsonNode input, Caller caller, Optional<FaultKind> fault) {
            throw new StackOverflowError();
        }
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void an_error_in_an_operation_is_an_internal_error() throws Exception {
        assertInternal(call("Overflow"));
    }

    @Test
    void a_marketplace_that_has_lost_its_state_is_an_internal_error_too() throws Exception {
        Assertions.assertThrows(
                IllegalStateException.class,
                () -> simulation.decide(
                        _ -> new Accepted<>(List.of(new AgreementActivated("agmt-none", Instant.EPOCH)), "done")));

        assertInternal(call("MeterUsage"));
    }

    @Test
    void the_date_of_an_answer_has_a_day_of_two_digits() throws Exception {
        HttpResponse<String> answer = call("MeterUsage", InstantSource.fixed(Instant.parse("2026-02-03T04:05:06.7Z")));

        assertEquals(
                "Tue, 03 Feb 2026 04:05:06 GMT",
                answer.headers().firstValue("Date").orElseThrow());
    }

    private static void assertInternal(HttpResponse<String> answer) {
        assertEquals(500, answer.statusCode());
        assertTrue(answer.body().contains("InternalServiceErrorException"), answer::body);
        assertEquals(
                "InternalServiceErrorException",
                answer.headers().firstValue("x-amzn-ErrorType").orElseThrow());
    }

    private HttpResponse<String> call(String operation) throws IOException, InterruptedException {
        return call(operation, InstantSource.system());
    }

    private HttpResponse<String> call(String operation, InstantSource realTime)
            throws IOException, InterruptedException {
        Router router = Router.router(vertx);
        var door = new FrontDoor(
                simulation,
                new SignatureCheck(List.of(), Duration.ofMinutes(5), Regions.AWS, realTime),
                Map.of(),
                realTime);
        new AwsRoute(
                        simulation,
                        List.of(new Overflowing(), new MeterUsage()),
                        door,
                        new CallLog(1, 1_000_000),
                        realTime)
                .on(router);
        HttpServer server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + "/"))
                .timeout(Duration.ofSeconds(10))
                .header("X-Amz-Target", "AWSMPMeteringService." + operation)
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"ProductCode":"p","Timestamp":1,"UsageDimension":"d"}"""))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
