package io.stallkeeper.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stallkeeper.simulator.SimulatorClient.Answer;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The wire by hand: what AWS's newest model has, and what no SDK would send. */
@QuarkusTest
class WireTest {
    private static final String RESOLVE = "AWSMPMeteringService.ResolveCustomer";
    private static final String FAR_PORT = "{\"form\":\"SNS_RAW\",\"httpUrl\":\"http://127.0.0.1:99999/x\"}";
    private static final String METER = "AWSMPMeteringService.BatchMeterUsage";

    @TestHTTPResource("/")
    URI base = URI.create("http://unset");

    private SimulatorClient simulator = new SimulatorClient(base);
    private String product = "";
    private long hour;
    private JsonNode agreement = SimulatorClient.JSON.createObjectNode();

    @BeforeEach
    void a_buyer_has_a_license(TestInfo test) {
        product = test.getTestMethod().orElseThrow().getName();
        simulator = new SimulatorClient(base);
        simulator.put("simulator/v1/products/" + product, """
                {"pricingModel":"USAGE","dimensions":[{"key":"requests"}],
                 "fulfillmentUrl":"http://localhost/register"}""");
        agreement = simulator.admin("agreements", "{\"productCode\":\"" + product + "\"}");
        Instant now = Instant.parse(simulator.get("simulator/v1/clock").text("now"));
        hour = now.truncatedTo(ChronoUnit.HOURS).getEpochSecond();
    }

    @Test
    void a_license_buyer_has_no_customer_identifier() {
        JsonNode issued = simulator.admin("agreements/" + text("agreementId") + "/registration-tokens", "");
        Answer answer = simulator.aws(
                RESOLVE, product, """
                {"RegistrationToken":"%s"}""".formatted(issued.path("token").asText()));

        assertEquals(200, answer.status());
        assertEquals("application/x-amz-json-1.1", answer.type());
        assertEquals(text("licenseArn"), answer.text("LicenseArn"));
        assertEquals(text("customerAwsAccountId"), answer.text("CustomerAWSAccountId"));
        assertEquals(product, answer.text("ProductCode"));
        assertFalse(answer.body().has("CustomerIdentifier"));
        assertEquals("http://localhost/register", issued.path("fulfillmentUrl").asText());
    }

    @Test
    void tokens_are_in_no_list_of_calls() {
        String token = simulator
                .admin("agreements/" + text("agreementId") + "/registration-tokens", "")
                .path("token")
                .asText();
        simulator.aws(RESOLVE, product, "{\"RegistrationToken\":\"" + token + "\"}");

        String calls = simulator.get("simulator/v1/calls").body().toString();
        assertTrue(calls.contains("ResolveCustomer"));
        assertFalse(calls.contains(token));
    }

    @Test
    void usage_by_license_is_billed_by_hour_and_region() {
        assertEquals("Success", status(simulator.aws(METER, product, usage(4))));
        assertEquals("DuplicateRecord", status(simulator.aws(METER, product, usage(5))));
        assertEquals("Success", status(simulator.aws(METER, product + "-2", usage(5))));

        JsonNode records = simulator
                .get("simulator/v1/metered-records?licenseArn=" + text("licenseArn"))
                .body()
                .path("records");
        assertEquals(
                List.of("Success", "Success", "DuplicateRecord"),
                List.of(
                        records.path(0).path("status").asText(),
                        records.path(1).path("status").asText(),
                        records.path(2).path("status").asText()));
        assertEquals(product + "-2", records.path(1).path("region").asText());
        JsonNode totals = simulator
                .get("simulator/v1/metered-totals?agreementId=" + text("agreementId"))
                .body();
        assertEquals(9, totals.path(0).path("quantity").asInt());
    }

    @Test
    void records_come_in_pages() {
        simulator.aws(METER, product, usage(4));
        simulator.aws(METER, product + "-2", usage(5));
        String path = "simulator/v1/metered-records?limit=1&productCode=" + product;

        JsonNode first = simulator.get(path).body();
        JsonNode second = simulator
                .get(path + "&offset=" + first.path("nextOffset").asInt())
                .body();

        assertEquals(4, first.path("records").path(0).path("quantity").asInt());
        assertEquals(5, second.path("records").path(0).path("quantity").asInt());
        assertTrue(second.path("nextOffset").isNull());
    }

    @Test
    void the_eleventh_call_of_a_second_is_throttled() {
        Set<String> errors = IntStream.range(0, 200)
                .mapToObj(_ -> simulator.aws(METER, product, "{\"UsageRecords\":[]}"))
                .map(answer -> answer.text("__type"))
                .collect(Collectors.toSet());

        assertEquals(Set.of("", "com.amazonaws.marketplacemetering#ThrottlingException"), errors);
    }

    @Test
    void a_seller_can_search_agreements() {
        Answer answer = simulator.aws("AWSMPCommerceService_v20200301.SearchAgreements", product, """
                {"catalog":"AWSMarketplace","filters":[{"name":"PartyType","values":["Proposer"]},
                 {"name":"AcceptorAccountId","values":["%s"]}]}""".formatted(
                        text("customerAwsAccountId")));

        assertEquals("application/x-amz-json-1.0", answer.type());
        JsonNode summary = answer.body().path("agreementViewSummaries").path(0);
        assertEquals(text("agreementId"), summary.path("agreementId").asText());
        assertEquals(
                text("licenseArn"),
                summary.path("entitlements").path(0).path("licenseArn").asText());
    }

    @Test
    void more_than_a_megabyte_is_too_large() {
        Answer answer = simulator.aws(METER, product, " ".repeat(1024 * 1024 + 1));

        assertEquals(413, answer.status());
        assertEquals("com.amazon.coral.service#RequestEntityTooLargeException", answer.text("__type"));
    }

    @Test
    void what_a_client_of_aws_asks_for_elsewhere_is_an_unknown_operation() {
        Answer answer = simulator.awsAt("nowhere", "AWSMPMeteringService.ResolveCustomer", product, "{}");

        assertEquals(400, answer.status());
        assertEquals("com.amazon.coral.service#UnknownOperationException", answer.text("__type"));
    }

    @Test
    void half_a_character_is_refused_and_nothing_else_comes_of_it() {
        String usage = "{\"ProductCode\":\"old\",\"UsageRecords\":[{\"Timestamp\":" + hour
                + ",\"Dimension\":\"requests\",\"Quantity\":1,\"CustomerIdentifier\":\"\\ud800\"}]}";
        simulator.put(
                "simulator/v1/products/old",
                "{\"identity\":\"LEGACY\",\"pricingModel\":\"USAGE\",\"dimensions\":[{\"key\":\"requests\"}]}");
        Answer metered = simulator.aws(METER, product, usage);
        Answer asked =
                simulator.aws("AWSMPEntitlementService.GetEntitlements", product, "{\"ProductCode\":\"\\ud800\"}");

        assertEquals(400, asked.status());
        assertEquals(400, metered.status(), metered::toString);
        assertEquals("Success", status(simulator.aws(METER, product, usage(4))));
    }

    @Test
    void what_nobody_offers_is_an_unknown_operation() {
        Answer answer = simulator.aws("AWSMPMeteringService.RegisterUsage", product, "{}");

        assertEquals(400, answer.status());
        assertEquals("com.amazon.coral.service#UnknownOperationException", answer.text("__type"));
    }

    @Test
    void what_reached_no_operation_is_in_the_list_of_calls_without_a_token() {
        String token = "t".repeat(128);
        simulator.aws("AWSMPMeteringService.ResolveCostumer", product, "{\"RegistrationToken\":\"" + token + "\"}");
        simulator.awsAt("nowhere", RESOLVE, product, "{}");
        simulator.aws(METER, product, " ".repeat(1024 * 1024 + 1));

        JsonNode calls = simulator.get("simulator/v1/calls").body();
        assertFalse(calls.toString().contains(token));
        List<String> last = IntStream.range(calls.size() - 3, calls.size())
                .mapToObj(calls::path)
                .map(call -> call.path("operation").asText() + " "
                        + call.path("error").asText())
                .toList();
        assertEquals(
                List.of(
                        "AWSMPMeteringService.ResolveCostumer UnknownOperationException",
                        RESOLVE + " UnknownOperationException",
                        METER + " RequestEntityTooLargeException"),
                last);
    }

    @Test
    void a_token_that_was_sent_to_another_operation_is_in_no_list_of_calls() {
        String token = "t".repeat(128);
        simulator.aws(METER, product, "{\"RegistrationToken\":\"" + token + "\",\"UsageRecords\":[]}");
        simulator.aws(METER, product, "{\"ProductCode\":\"" + token + "\",\"UsageRecords\":[]}");

        String calls = simulator.get("simulator/v1/calls").body().toString();

        assertFalse(calls.contains(token));
        assertTrue(calls.contains("(a token)"));
    }

    @Test
    void a_long_body_is_in_the_list_of_calls_up_to_a_mark() {
        String blanks = " ".repeat(40_000);
        simulator.aws(METER, product, "{" + blanks + "\"UsageRecords\":[]}");

        String request = simulator
                .get("simulator/v1/calls")
                .body()
                .findValuesAsText("request")
                .getLast();

        assertTrue(request.length() > 32 * 1024);
        assertTrue(request.endsWith("… (cut here; there were 40019 bytes in all)"), request::strip);
    }

    @Test
    void a_buyer_who_is_not_subscribed_is_found_by_the_product_of_the_call() {
        simulator.put(
                "simulator/v1/products/earlier",
                "{\"identity\":\"LEGACY\",\"pricingModel\":\"USAGE\",\"dimensions\":[{\"key\":\"requests\"}]}");
        String usage = "{\"ProductCode\":\"earlier\",\"UsageRecords\":[{\"Timestamp\":" + hour
                + ",\"Dimension\":\"requests\",\"Quantity\":1,\"CustomerIdentifier\":\"no/body\"}]}";
        assertEquals("CustomerNotSubscribed", status(simulator.aws(METER, product, usage)));

        JsonNode found = simulator
                .get("simulator/v1/metered-records?productCode=earlier")
                .body()
                .path("records");

        assertEquals(1, found.size());
        assertEquals("earlier", found.path(0).path("productCode").asText());
        assertEquals("CustomerNotSubscribed", found.path(0).path("status").asText());
    }

    @Test
    void a_parameter_that_is_no_number_is_a_bad_request() {
        Answer answer = simulator.get("simulator/v1/metered-records?limit=abc");

        assertEquals(400, answer.status());
        assertEquals("application/problem+json", answer.type());
    }

    private static String listedWith(String notifications) {
        return "{\"pricingModel\":\"USAGE\",\"dimensions\":[{\"key\":\"sms\"}],\"notifications\":[" + notifications
                + "]}";
    }

    @Test
    void the_admin_api_explains_its_refusals() {
        List<Answer> answers = List.of(
                simulator.post("simulator/v1/agreements", "{\"productCode\":\"unlisted\"}"),
                simulator.post("simulator/v1/agreements", "{\"product\":\"misspelt\"}"),
                simulator.post("simulator/v1/agreements", "{"),
                simulator.post("simulator/v1/agreements", ""),
                simulator.post("simulator/v1/agreements/agmt-none/cancel", ""),
                simulator.post("simulator/v1/clock/advance", "{\"by\":\"-PT1H\"}"),
                simulator.post("simulator/v1/clock/advance", "{\"by\":\"an hour\"}"),
                simulator.post("simulator/v1/faults", "{\"operation\":\"None\",\"fault\":\"THROTTLE\"}"),
                simulator.post("simulator/v1/faults", "{\"operation\":\"BatchMeterUsage\",\"fault\":\"EMPTY_PAGE\"}"),
                simulator.put("simulator/v1/products/p", "{\"pricingModel\":\"FREE\",\"dimensions\":[]}"),
                simulator.put("simulator/v1/products/p", "{\"pricingModel\":\"USAGE\",\"dimensions\":[null]}"),
                simulator.put("simulator/v1/products/p", listedWith("null")),
                simulator.put("simulator/v1/products/p", listedWith(FAR_PORT)),
                simulator.post("simulator/v1/agreements", "{\"productCode\":\"p\",\"entitlements\":[null]}"));

        assertEquals(
                List.of(404, 400, 400, 400, 404, 400, 400, 400, 400, 400, 400, 400, 400, 400),
                answers.stream().map(Answer::status).toList());
        answers.forEach(answer -> assertEquals("application/problem+json", answer.type()));
        answers.forEach(answer -> assertFalse(answer.text("detail").isEmpty()));
    }

    @Test
    void it_says_when_it_is_ready() {
        assertEquals("UP", simulator.get("q/health/ready").text("status"));
    }

    private String usage(int quantity) {
        String account = text("customerAwsAccountId");
        return """
                {"UsageRecords":[{"Timestamp":%d,"Dimension":"requests","Quantity":%d,
                 "CustomerAWSAccountId":"%s","LicenseArn":"%s"}]}
                """.formatted(hour, quantity, account, text("licenseArn"));
    }

    private static String status(Answer answer) {
        return answer.body().path("Results").path(0).path("Status").asText();
    }

    private String text(String name) {
        return agreement.path(name).asText();
    }
}
