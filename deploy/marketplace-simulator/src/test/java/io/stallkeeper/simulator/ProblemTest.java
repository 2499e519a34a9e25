package io.stallkeeper.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stallkeeper.simulator.SimulatorClient.Answer;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the admin API can't read it says in words for people, and it asks for no body where none is needed. */
@QuarkusTest
class ProblemTest {
    @TestHTTPResource("/")
    URI base = URI.create("http://unset");

    private SimulatorClient simulator = new SimulatorClient(base);

    @BeforeEach
    void an_empty_marketplace() {
        simulator = new SimulatorClient(base);
        simulator.admin("reset", "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {                                      | the body: isn't JSON from line 1
            {"pricingModel":"USAGE",               | the body: isn't JSON from line 1
            []                                     | the body: must be an object
            "USAGE"                                | the body: must be an object
            {"pricing":"USAGE"}                    | pricing: unknown; known are dimensions, fulfillmentUrl
            {"pricingModel":"FREE"}                | pricingModel: must be one of USAGE, CONTRACT
            {"pricingModel":1}                     | pricingModel: must be one of USAGE, CONTRACT
            {"pricingModel":"1"}                   | pricingModel: must be one of USAGE, CONTRACT
            {"dimensions":[{"key":"a","kind":0}]}  | dimensions[0].kind: must be one of METERED
            {"pricingModel":{}}                    | pricingModel: must be one of USAGE, CONTRACT
            {"dimensions":"sms"}                   | dimensions: must be a list
            {"dimensions":["sms"]}                 | dimensions[0]: must be an object
            {"dimensions":[{"key":"a","kin":"b"}]} | dimensions[0].kin: unknown; known are key, kind
            {"dimensions":[{"key":["a"]}]}         | dimensions[0].key: must be a string
            """)
    void a_listing_that_cannot_be_read_is_told_what_is_wrong_with_which_member(String body, String detail) {
        assertProblem(400, detail, simulator.put("simulator/v1/products/p", body));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            clock/advance | {"by":"an hour"}                                     | by: must be a duration in ISO 8601
            agreements    | {"offer":{"autoRenewal":"maybe"}}                    | offer.autoRenewal: must be true or
            faults        | {"fault":"THROTTLE","count":99999999999}             | count: must be a whole number of 32
            faults        | {"fault":"THROTTLE","probability":"high"}            | probability: must be a number
            faults        | {"fault":"THROTTLE","count":1.5}                     | count: must be a whole number of 32
            faults        | {"operation":"GetEntitlements","fault":"DISABLED_API"} | fault: DISABLED_API can't happen to
            faults        | {"fault":2}                                          | fault: must be one of
            faults        | {"fault":"BLIZZARD"}                                 | fault: must be one of
            """)
    void so_is_everything_else(String path, String body, String detail) {
        assertProblem(400, detail, simulator.post("simulator/v1/" + path, body));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"delivery":{"loss":1.1}}                  | delivery.loss: 0 to 1
            {"delivery":{"jitter":"P31D"}}             | delivery.jitter: not negative, and at most
            {"timing":{"activationDelay":"-PT1S"}}     | timing.activationDelay: not negative
            """)
    void a_behavior_that_cannot_be_is_told_which_member_is_wrong(String body, String detail) {
        assertProblem(400, detail, simulator.put("simulator/v1/behavior", body));
    }

    @Test
    void an_instant_that_is_none_is_told_what_one_looks_like() {
        assertProblem(400, "now: must be an instant", simulator.put("simulator/v1/clock", "{\"now\":\"noon\"}"));
    }

    @Test
    void an_older_listing_can_move_to_licenses_without_a_body() {
        simulator.put("simulator/v1/products/p", """
                {"identity":"LEGACY","pricingModel":"USAGE","dimensions":[{"key":"sms"}]}""");

        assertEquals(200, simulator.postNothing("products/p/migration", "").status());
    }

    @ParameterizedTest
    @CsvSource({"agreements", "agreements/x/replacement", "clock/advance", "faults"})
    void a_body_that_is_needed_is_asked_for_whatever_type_an_empty_one_has(String path) {
        for (String type : new String[] {"", "application/json", "application/x-www-form-urlencoded"}) {
            assertProblem(400, "the body: needed", simulator.postNothing(path, type));
        }
    }

    @Test
    void a_body_of_another_type_is_told_which_one_is_read() {
        assertProblem(415, "The body must be application/json.", simulator.postText("clock/advance", "PT1H"));
        assertProblem(404, "There is nothing at this address.", simulator.get("simulator/v1/nowhere"));
        assertProblem(405, "doesn't take this method", simulator.delete("simulator/v1/clock"));
    }

    private static void assertProblem(int status, String detail, Answer answer) {
        assertEquals(status, answer.status(), answer::toString);
        assertEquals("application/problem+json", answer.type());
        assertTrue(answer.text("detail").contains(detail), answer::toString);
    }
}
