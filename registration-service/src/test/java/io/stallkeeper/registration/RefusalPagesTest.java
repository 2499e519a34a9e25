package io.stallkeeper.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.stallkeeper.testkit.infrastructure.StallkeeperServers;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can go wrong on the way to the form: each a page of its own with its status. */
@QuarkusTest
@QuarkusTestResource(StallkeeperServers.class)
class RefusalPagesTest {

    static final String AGAIN = "choose “Set up your account” again";

    @Test
    void a_visitor_without_a_token_is_told_where_to_start() {
        expectPage(Browser.open("/register"), 200, containsString("choose “Set up your account”"));
        expectPage(Browser.setUpAccount(Map.of()), 400, containsString("Please start at AWS Marketplace"));
        expectPage(Browser.setUpAccount("   "), 400, containsString("Please start at AWS Marketplace"));
    }

    @Test
    void a_visitor_without_a_token_costs_no_call_to_aws() {
        long before = Marketplace.resolveCalls();

        Browser.setUpAccount(" ");
        Browser.setUpAccount("x".repeat(16_385));

        assertThat(Marketplace.resolveCalls()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-token", "two words", "line\nbreak"})
    void an_invalid_token_sends_the_buyer_back_for_another(String token) {
        expectPage(
                Browser.setUpAccount(token), 400, allOf(containsString("does not recognize"), containsString(AGAIN)));
    }

    @Test
    void a_token_that_is_too_long_is_invalid_and_a_body_that_is_too_large_is_refused() {
        expectPage(Browser.setUpAccount("x".repeat(16_385)), 400, containsString("does not recognize"));
        expectPage(Browser.setUpAccount("x".repeat(60_000)), 400, containsString("does not recognize"));
        Browser.setUpAccount("x".repeat(70_000)).then().statusCode(413);
    }

    @Test
    void a_token_of_a_product_that_is_not_ours_is_refused() {
        var foreign = Marketplace.buy("prod-foreign", "CONCURRENT_AGREEMENTS");

        expectPage(Browser.setUpAccount(Marketplace.token(foreign)), 403, containsString("another product"));
    }

    @Test
    void a_single_throttling_is_waited_out() {
        var token = Marketplace.token(Marketplace.buyWithLicense());
        Marketplace.inject("THROTTLE", 1);

        Browser.setUpAccount(token).then().statusCode(303);
    }

    @Test
    void throttling_that_goes_on_asks_for_patience_and_the_token_stays_good() {
        var token = Marketplace.token(Marketplace.buyWithLicense());
        Marketplace.inject("THROTTLE", 3);

        expectPage(Browser.setUpAccount(token), 503, containsString("busy"))
                .then()
                .header("Retry-After", equalTo("60"));
        Browser.setUpAccount(token).then().statusCode(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INTERNAL_ERROR", "LOST_REQUEST"})
    void a_failure_of_aws_asks_for_patience(String fault) {
        var token = Marketplace.token(Marketplace.buyWithLicense());
        Marketplace.inject(fault, 3);

        expectPage(Browser.setUpAccount(token), 502, containsString("does not answer"));
        Browser.setUpAccount(token).then().statusCode(303);
    }

    @Test
    void a_forged_handle_has_a_page_of_its_own() {
        expectPage(Browser.open("/registration/forged"), 400, containsString(AGAIN));
        expectPage(
                Browser.send("/registration/forged", Map.of("email", "ada@example.com")), 400, containsString(AGAIN));
    }

    @Test
    void an_expired_handle_has_a_page_of_its_own() {
        var form = Browser.comeToForm(Marketplace.buyWithLicense());
        Marketplace.advanceClock("PT1H");

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> Browser.open(form).statusCode() == 410);
        expectPage(Browser.open(form), 410, containsString(AGAIN));
        expectPage(Browser.send(form, Map.of("email", "ada@example.com")), 410, containsString(AGAIN));
    }

    @Test
    void what_is_no_form_gets_a_readable_page_too() {
        expectPage(
                Browser.request().contentType("application/json").body("{}").post("/register"),
                415,
                containsString("could not read"));
        expectPage(Browser.request().post("/register"), 400, containsString("Please start at AWS Marketplace"));
        expectPage(formOf("x-amzn-marketplace-token=%zz"), 400, containsString("could not read"));
        expectPage(formOf("&".repeat(60_000)), 400, containsString("Please start at AWS Marketplace"));
        expectPage(formOf("=&==&x&%00=%00"), 400, containsString("Please start at AWS Marketplace"));
        expectPage(multipart("multipart/form-data"), 400, containsString("AWS Marketplace"));
        expectPage(multipart("multipart/form-data; boundary=b"), 400, containsString("AWS Marketplace"));
        expectPage(
                Browser.request().contentType("application/json").body("{}").post("/registration/forged"),
                415,
                containsString("could not read"));
    }

    @Test
    void every_outcome_is_counted() {
        Browser.setUpAccount("no-such-token");

        Browser.open("/q/metrics")
                .then()
                .body(containsString("stallkeeper_registration_resolve_seconds_count{outcome=\"token-invalid\""));
    }

    private static Response formOf(String body) {
        return Browser.request()
                .contentType("application/x-www-form-urlencoded; charset=utf-8")
                .body(body)
                .post("/register");
    }

    private static Response multipart(String contentType) {
        return Browser.request()
                .config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs("multipart/form-data", ContentType.TEXT)))
                .contentType(contentType)
                .body("no boundary to be seen")
                .post("/register");
    }

    static Response expectPage(Response response, int status, Matcher<String> text) {
        response.then()
                .statusCode(status)
                .contentType(containsString("text/html"))
                .header("Cache-Control", equalTo("no-store"))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("X-Frame-Options", equalTo("DENY"))
                .header("Referrer-Policy", equalTo("no-referrer"))
                .header("Strict-Transport-Security", notNullValue())
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .body(text)
                .body(containsString("support@orchard.example"))
                .body(containsString("https://app.orchard.example/login"));
        return response;
    }
}
