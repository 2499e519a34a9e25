package io.stallkeeper.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stallkeeper.simulator.SimulatorClient.Answer;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Faults on demand, as they are ordered, listed, met and taken back. */
@QuarkusTest
class FaultsTest {
    private static final String DESCRIBE = "AWSMPCommerceService_v20200301.DescribeAgreement";

    @TestHTTPResource("/")
    URI base = URI.create("http://unset");

    private SimulatorClient simulator = new SimulatorClient(base);

    @BeforeEach
    void a_client() {
        simulator = new SimulatorClient(base);
    }

    @AfterEach
    void nothing_goes_wrong_any_more() {
        simulator.delete("simulator/v1/faults?operation=DescribeAgreement");
    }

    @Test
    void what_waits_is_listed_met_in_its_order_and_gone() {
        order("{\"operation\":\"DescribeAgreement\",\"fault\":\"THROTTLE\",\"count\":2}");
        order("{\"operation\":\"DescribeAgreement\",\"fault\":\"INTERNAL_ERROR\"}");

        JsonNode listed = simulator.get("simulator/v1/faults").body();
        List<Integer> statuses =
                IntStream.range(0, 4).mapToObj(_ -> call().status()).toList();

        assertEquals(List.of("THROTTLE", "INTERNAL_ERROR"), listed.findValuesAsText("fault"));
        assertEquals(List.of("2", "1"), listed.findValuesAsText("count"));
        assertEquals(List.of(400, 400, 500, 400), statuses);
        assertEquals(0, simulator.get("simulator/v1/faults").body().size());
    }

    @Test
    void the_same_seed_hits_the_same_calls() {
        String order = """
                {"operation":"DescribeAgreement","fault":"INTERNAL_ERROR","probability":0.5,"seed":7}""";

        assertEquals(7, order(order).path("seed").asLong());
        List<Integer> first =
                IntStream.range(0, 30).mapToObj(_ -> call().status()).toList();
        order(order);
        List<Integer> second =
                IntStream.range(0, 30).mapToObj(_ -> call().status()).toList();

        assertEquals(first, second);
        assertTrue(first.contains(500) && first.contains(400));
    }

    @Test
    void a_chance_without_a_seed_is_given_one_and_can_be_taken_back() {
        JsonNode answer = order("{\"operation\":\"DescribeAgreement\",\"fault\":\"INTERNAL_ERROR\",\"probability\":1}");
        assertTrue(answer.path("seed").isIntegralNumber());
        assertEquals(500, call().status());

        assertEquals(
                204,
                simulator
                        .delete("simulator/v1/faults?operation=DescribeAgreement")
                        .status());

        assertEquals(400, call().status());
    }

    @Test
    void a_slow_call_is_answered_after_its_delay() {
        order("{\"operation\":\"DescribeAgreement\",\"fault\":\"SLOW\",\"delay\":\"PT0.3S\"}");
        Instant before = Instant.now();

        assertEquals("ResourceNotFoundException", name(call()));

        assertTrue(Duration.between(before, Instant.now()).compareTo(Duration.ofMillis(300)) >= 0);
    }

    @Test
    void a_malformed_answer_breaks_off_and_lost_ones_never_come() {
        for (String fault : List.of("MALFORMED", "RESET", "LOST_REQUEST", "LOST_RESPONSE")) {
            order("{\"operation\":\"DescribeAgreement\",\"fault\":\"%s\",\"delay\":\"PT0.1S\"}".formatted(fault));

            assertThrows(UncheckedIOException.class, this::call, fault);
            assertEquals("ResourceNotFoundException", name(call()), fault);
        }
    }

    @Test
    void orders_that_make_no_sense_are_refused() {
        for (String nonsense : List.of(
                "\"probability\":0",
                "\"probability\":1.5",
                "\"probability\":0.5,\"count\":1",
                "\"count\":0",
                "\"count\":1000000",
                "\"delay\":\"-PT1S\"",
                "\"delay\":\"PT1H\"")) {
            Answer answer = simulator.post(
                    "simulator/v1/faults", "{\"operation\":\"DescribeAgreement\",\"fault\":\"SLOW\"," + nonsense + "}");
            assertEquals(400, answer.status(), nonsense);
            assertFalse(answer.text("detail").isEmpty());
        }
        assertEquals(
                400, simulator.delete("simulator/v1/faults?operation=Nothing").status());
    }

    private JsonNode order(String body) {
        return simulator.admin("faults", body);
    }

    /** Of an agreement that isn't there: refused with 400 when all is well. */
    private Answer call() {
        return simulator.aws(DESCRIBE, "us-east-1", "{\"agreementId\":\"agmt-none\"}");
    }

    private static String name(Answer answer) {
        String type = answer.text("__type");
        return type.substring(type.indexOf('#') + 1);
    }
}
