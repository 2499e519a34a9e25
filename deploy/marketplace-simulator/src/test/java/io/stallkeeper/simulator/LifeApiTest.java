package io.stallkeeper.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The admin API plays a whole life, and what the seller is told of it has AWS's shape (protocol page, 2.2 and 3.3). */
@QuarkusTest
class LifeApiTest {
    /** Nobody listens there; the bodies are looked at in the outbox. */
    private static final String QUEUE = "http://127.0.0.1:9/000000000000/q";

    @TestHTTPResource("/")
    URI base = URI.create("http://unset");

    private SimulatorClient simulator = new SimulatorClient(base);

    @BeforeEach
    void an_empty_marketplace() {
        simulator = new SimulatorClient(base);
        simulator.admin("reset", "");
    }

    @AfterEach
    void leave_nothing() {
        simulator.admin("reset", "");
    }

    @Test
    void agreements_are_listed_by_product_and_buyer_and_page_by_page() {
        list("CONCURRENT_AGREEMENTS", "EVENTBRIDGE");
        List<String> all = List.of(id(subscribe("{}")), id(subscribe("{}")), id(subscribe("{}")));
        String buyer = agreement(all.get(1)).path("customerAwsAccountId").asText();

        assertEquals(List.of(all.get(1)), listed("productCode=p&buyerAccountId=" + buyer));
        assertEquals(List.of(), listed("productCode=other"));
        assertEquals(all.subList(0, 2), listed("limit=2"));
        assertEquals(all.subList(2, 3), listed("offset=2"));
        JsonNode page = simulator.get("simulator/v1/agreements?limit=2").body();
        assertEquals(2, page.path("nextOffset").asInt());
    }

    private List<String> listed(String query) {
        return simulator
                .get("simulator/v1/agreements?" + query)
                .body()
                .path("agreements")
                .findValuesAsText("agreementId");
    }

    @Test
    void a_renewal_is_a_new_agreement_that_names_the_old_one() throws JsonProcessingException {
        list("CONCURRENT_AGREEMENTS", "EVENTBRIDGE");
        JsonNode old = subscribe("{}");

        JsonNode renewed = simulator.admin("agreements/" + id(old) + "/renewal", "");

        assertEquals("RENEW", renewed.path("intent").asText());
        assertEquals(id(old), renewed.path("previousAgreementId").asText());
        assertNotEquals(old.path("licenseArn"), renewed.path("licenseArn"));
        assertEquals("RENEWED", agreement(id(old)).path("status").asText());
        List<JsonNode> told = bodies();
        assertEquals("RENEWED", told.get(2).at("/detail/agreement/status").asText());
        assertEquals("RENEW", told.get(3).at("/detail/agreement/intent").asText());
        assertEquals(
                id(old), told.get(3).at("/detail/agreement/previousAgreementId").asText());
    }

    @Test
    void what_a_partner_sells_names_the_partner_and_the_authorization() throws JsonProcessingException {
        list("CONCURRENT_AGREEMENTS", "EVENTBRIDGE");

        subscribe("{\"reseller\":{\"accountId\":\"444455556666\",\"resaleAuthorizationId\":\"resaleauthz-7\"}}");

        for (JsonNode event : bodies()) {
            assertTrue(event.path("detail-type").asText().endsWith(" - Manufacturer"));
            assertEquals("444455556666", event.at("/detail/proposer/accountId").asText());
            assertEquals("123456789012", event.path("account").asText());
        }
        assertEquals(
                "resaleauthz-7",
                bodies().getFirst().at("/detail/resaleAuthorization/id").asText());
    }

    @Test
    void a_trial_is_told_by_the_form_by_sns_and_by_its_terms() throws JsonProcessingException {
        list("MIGRATED", "SNS_RAW");
        JsonNode trial = subscribe("{\"kind\":\"FREE_TRIAL\"}");

        assertEquals("true", bodies().getFirst().path("isFreeTrialTermPresent").asText());
        JsonNode fields = simulator
                .admin("agreements/" + id(trial) + "/registration-tokens", "")
                .path("fields");
        assertEquals("free-trial", fields.path("x-amzn-marketplace-offer-type").asText());
        assertTrue(fields.has("x-amzn-marketplace-token"));
        JsonNode terms = simulator
                .aws(
                        "AWSMPCommerceService_v20200301.GetAgreementTerms",
                        "us-east-1",
                        "{\"agreementId\":\"" + id(trial) + "\"}")
                .body();
        assertEquals(1, terms.findValues("freeTrialPricingTerm").size());
    }

    @Test
    void a_private_offer_is_named_by_sns_and_a_failed_payment_too() throws JsonProcessingException {
        list("LEGACY", "SNS_RAW");
        JsonNode agreed = subscribe("{\"kind\":\"PRIVATE\",\"payment\":\"FAILS\"}");

        JsonNode told = bodies().getFirst();
        assertEquals("subscribe-fail", told.path("action").asText());
        assertEquals(agreed.path("offerId"), told.path("offer-identifier"));
        assertEquals("TERMINATED", agreement(id(agreed)).path("status").asText());
    }

    @Test
    void an_older_listing_moves_to_licenses_and_is_told_both_ways() throws JsonProcessingException {
        list("LEGACY", "SNS_RAW");
        JsonNode agreed = subscribe("{}");

        JsonNode holders = simulator.admin(
                "products/p/migration",
                "{\"notifications\":{\"form\":\"EVENTBRIDGE\",\"queueUrl\":\"" + QUEUE + "\"}}");
        simulator.admin("agreements/" + id(agreed) + "/cancel", "");

        assertEquals(agreed.path("licenseArn"), holders.path(0).path("licenseArn"));
        assertEquals(agreed.path("customerIdentifier"), holders.path(0).path("customerIdentifier"));
        List<JsonNode> told = bodies();
        assertTrue(told.stream().anyMatch(body -> body.path("action").asText().equals("unsubscribe-pending")));
        assertTrue(told.stream()
                .anyMatch(body -> body.at("/detail/agreement/status").asText().equals("CANCELLED")));
        assertEquals(
                409, simulator.post("simulator/v1/products/p/migration", "{}").status());
    }

    @Test
    void the_observed_sequence_comes_as_it_was_observed() throws JsonProcessingException {
        simulator.put("simulator/v1/clock", "{\"rate\":0}");
        simulator.put("simulator/v1/behavior", "{\"preset\":\"OBSERVED\"}");
        list("CONCURRENT_AGREEMENTS", "EVENTBRIDGE");
        JsonNode agreed = subscribe("{}");
        // Events tell whole seconds.
        Instant accepted = Instant.parse(agreed.path("acceptedAt").asText()).truncatedTo(ChronoUnit.SECONDS);
        advance(Duration.ofMinutes(2));
        simulator.admin("agreements/" + id(agreed) + "/cancel", "");
        advance(Duration.ofMinutes(2));

        List<Long> seconds = bodies().stream()
                .map(body -> Instant.parse(body.path("time").asText()))
                .map(time -> Duration.between(accepted, time).toSeconds())
                .toList();

        assertEquals(List.of(11L, 72L, 131L, 162L), seconds);
    }

    @Test
    void the_clock_stands_hurries_and_is_refused_to_go_back() {
        JsonNode standing = simulator.put("simulator/v1/clock", "{\"rate\":0}").body();
        assertEquals(
                standing.path("now"), simulator.get("simulator/v1/clock").body().path("now"));

        JsonNode hurrying = simulator
                .put("simulator/v1/clock", "{\"rate\":60,\"now\":\"2030-01-01T00:00:00Z\"}")
                .body();

        assertEquals(60, hurrying.path("rate").asInt());
        assertTrue(hurrying.path("now").asText().startsWith("2030-01-01T00:0"));
        assertEquals(
                400,
                simulator
                        .put("simulator/v1/clock", "{\"now\":\"2029-01-01T00:00:00Z\"}")
                        .status());
        assertEquals(400, simulator.put("simulator/v1/clock", "{}").status());
    }

    @Test
    void impossible_wishes_are_refused_with_a_reason() {
        list("CONCURRENT_AGREEMENTS", "EVENTBRIDGE");
        JsonNode agreed = subscribe("{}");
        String agreements = "simulator/v1/agreements/";

        assertEquals(404, simulator.post(agreements + "agmt-none/renewal", "").status());
        assertEquals(
                400,
                simulator.put(agreements + id(agreed) + "/auto-renewal", "{}").status());
        assertEquals(
                400,
                simulator.post(agreements + id(agreed) + "/replacement", "").status());
        assertEquals(
                400,
                simulator
                        .put("simulator/v1/behavior", "{\"delivery\":{\"loss\":2}}")
                        .status());
        assertEquals(400, simulator.put("simulator/v1/products/q", """
                        {"pricingModel":"USAGE","dimensions":[{"key":"k"}],
                         "notifications":{"form":"EVENTBRIDGE","file":"../x"}}""").status());
    }

    @Test
    void a_reset_forgets_everything() {
        list("CONCURRENT_AGREEMENTS", "EVENTBRIDGE");
        JsonNode agreed = subscribe("{}");
        simulator.put("simulator/v1/behavior", "{\"preset\":\"STORMY\"}");
        simulator.admin("clock/advance", "{\"by\":\"PT99H\"}");

        simulator.admin("reset", "");

        assertEquals(0, simulator.get("simulator/v1/products").body().size());
        assertEquals(404, simulator.get("simulator/v1/agreements/" + id(agreed)).status());
        assertEquals(
                Duration.ZERO,
                Duration.parse(simulator.get("simulator/v1/clock").text("aheadOfRealTime"))
                        .truncatedTo(ChronoUnit.MINUTES));
        assertEquals(
                false,
                simulator
                        .get("simulator/v1/behavior")
                        .body()
                        .at("/delivery/twins")
                        .asBoolean());
    }

    private void list(String identity, String form) {
        simulator.put("simulator/v1/products/p", """
                {"identity":"%s","pricingModel":"CONTRACT","dimensions":[{"key":"seats"}],
                 "notifications":[{"form":"%s","queueUrl":"%s"}]}""".formatted(identity, form, QUEUE));
    }

    private JsonNode subscribe(String offer) {
        return simulator.admin("agreements", """
                {"productCode":"p","entitlements":[{"dimension":"seats","value":3}],"offer":%s}""".formatted(offer));
    }

    private JsonNode agreement(String id) {
        return simulator.get("simulator/v1/agreements/" + id).body();
    }

    private void advance(Duration by) {
        simulator.admin("clock/advance", "{\"by\":\"" + by + "\"}");
    }

    private List<JsonNode> bodies() throws JsonProcessingException {
        List<JsonNode> bodies = new ArrayList<>();
        for (JsonNode notification : simulator.get("simulator/v1/notifications").body()) {
            bodies.add(SimulatorClient.JSON.readTree(notification.path("body").asText()));
        }
        return bodies;
    }

    private static String id(JsonNode agreement) {
        return agreement.path("agreementId").asText();
    }
}
