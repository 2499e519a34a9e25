package io.stallkeeper.simulator.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page by HTTP: what a browser is told, and what is refused. */
@QuarkusTest
class PageTest {
    private static final String LISTING = "identity=CONCURRENT_AGREEMENTS&pricingModel=USAGE&dimensionKind=";
    private static final Pattern POLICY = Pattern.compile("form-action ([^;]*)$");

    @TestHTTPResource("/")
    URI base = URI.create("http://unset");

    private PageClient page = new PageClient(base);

    @BeforeEach
    void the_page_is_where_the_test_has_it() {
        page = new PageClient(base);
    }

    @Test
    void every_place_of_the_navigation_is_there() {
        String start = page.get("").body();
        List<String> places = Pattern.compile("<li><a href=\"/([^\"]*)\"")
                .matcher(start)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();

        assertTrue(places.size() > 8, places::toString);
        for (String place : places) {
            HttpResponse<String> answer = page.get(place);
            assertEquals(200, answer.statusCode(), place);
            assertTrue(answer.body().contains("<h1>"), place);
            assertTrue(answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html"), place);
        }
    }

    @Test
    void nothing_is_loaded_from_elsewhere_and_nothing_is_kept() {
        HttpResponse<String> answer = page.get("page/products");

        assertEquals(List.of("no-store"), answer.headers().allValues("Cache-Control"));
        assertEquals(
                "nosniff", answer.headers().firstValue("X-Content-Type-Options").orElse(""));
        List<String> policies = answer.headers().allValues("Content-Security-Policy");
        assertEquals(1, policies.size());
        assertTrue(policies.getFirst().startsWith("default-src 'none'; style-src 'self'; script-src 'self'"));
        assertEquals("'self'", formAction(answer));
    }

    @Test
    void only_the_form_for_the_seller_may_leave() {
        list("outgoing", "units");
        String agreement = page.done("page/subscribe", "productCode=outgoing&buyer=new&duration=");
        HttpResponse<String> handover = page.post(agreement + "/set-up", "");

        assertEquals(200, handover.statusCode());
        assertEquals("'self' http: https:", formAction(handover));
        assertTrue(handover.body().contains("action=\"http://seller.example/register\""));
        assertTrue(handover.body().contains("name=\"x-amzn-marketplace-token\""));
    }

    @Test
    void forms_of_other_sites_are_refused() {
        String form = "productCode=foreign&dimensionKey=units&" + LISTING;
        for (String[] header : List.of(
                new String[] {"Sec-Fetch-Site", "cross-site"},
                new String[] {"Sec-Fetch-Site", "same-site"},
                new String[] {"Origin", "http://elsewhere.example"},
                new String[] {"Origin", "null"})) {
            assertEquals(403, page.post("page/products/new", form, header).statusCode(), header[1]);
        }
        assertEquals(404, page.get("page/products/one?code=foreign").statusCode());
        String own = "http://" + base.getAuthority();
        assertEquals(303, page.post("page/products/new", form, "Origin", own).statusCode());
    }

    @Test
    void the_api_beside_the_page_takes_nothing_of_other_sites_either() {
        for (String[] header : List.of(
                new String[] {"Sec-Fetch-Site", "cross-site"}, new String[] {"Origin", "https://elsewhere.example"})) {
            HttpResponse<String> answer = page.post("simulator/v1/reset", "", header);
            assertEquals(403, answer.statusCode(), header[1]);
            assertEquals(
                    "application/problem+json",
                    answer.headers().firstValue("Content-Type").orElse(""));
        }
    }

    @Test
    void only_names_of_this_machine_are_answered() throws IOException {
        for (String place : List.of("/", "/page/products", "/simulator/v1/products")) {
            assertEquals(421, statusBy(place, "rebound.example:" + base.getPort()), place);
            for (String host : List.of("localhost", "stall.localhost", "127.0.0.1", "[::1]", "192.168.7.7")) {
                assertEquals(200, statusBy(place, host + ":" + base.getPort()), host);
            }
        }
    }

    /** By hand, since clients don't let the Host be chosen. */
    private int statusBy(String path, String host) throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.split(" ", 3)[1]);
        }
    }

    @Test
    void what_is_typed_counts_whatever_is_chosen_above_it() {
        list("typed", "units");
        String agreement = page.done(
                "page/subscribe",
                "productCode=typed&buyer=new&buyerAccountId=222233334444&duration=P365D&otherDuration=P45D");
        String json =
                page.get("simulator/v1" + agreement.substring("page".length())).body();

        assertTrue(json.contains("\"customerAwsAccountId\":\"222233334444\""), json);
        assertEquals(Duration.ofDays(45), Duration.between(instant(json, "acceptedAt"), instant(json, "endsAt")));
        HttpResponse<String> untold = page.post("page/subscribe", "productCode=typed&buyer=new&duration=other");
        assertEquals(422, untold.statusCode());
        assertTrue(untold.body().contains("id=\"otherDuration-problem\""));
    }

    private static Instant instant(String json, String member) {
        return Instant.parse(Pattern.compile("\"" + member + "\":\"([^\"]*)\"")
                .matcher(json)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1));
    }

    @Test
    void what_others_have_typed_is_text_and_no_markup() {
        String hostile = "%3Cscript%3Ealert(1)%3C%2Fscript%3E%22%27";
        list("hostile", hostile);

        for (String place : List.of("page/products", "page/products/one?code=hostile", "page/calls?find=" + hostile)) {
            String shown = page.get(place).body();
            assertFalse(shown.contains("<script>alert"), place);
            assertTrue(shown.contains("&lt;script&gt;alert(1)"), place);
        }
    }

    @Test
    void an_address_that_would_run_as_a_script_is_no_fulfillment_url() {
        String form = "productCode=scripted&dimensionKey=units&fulfillmentUrl=javascript:alert(1)&" + LISTING;
        HttpResponse<String> answer = page.post("page/products/new", form);

        assertEquals(422, answer.statusCode());
        assertTrue(answer.body().contains("id=\"fulfillmentUrl-problem\""));
    }

    @Test
    void a_product_is_not_listed_twice() {
        list("taken", "units");
        HttpResponse<String> answer = page.post("page/products/new", "productCode=taken&dimensionKey=other&" + LISTING);

        assertEquals(422, answer.statusCode());
        assertTrue(answer.body().contains("There is a product with this code already."));
    }

    @Test
    void long_lists_come_in_pages() {
        list("busy", "units");
        for (int i = 0; i < 51; i++) {
            assertEquals(
                    303,
                    page.post("page/subscribe", "productCode=busy&buyer=new&duration=")
                            .statusCode());
        }
        String first = page.get("page/agreements?product=busy").body();
        String second = page.get("page/agreements?product=busy&page=2").body();

        assertEquals(50, rows(first));
        assertEquals(1, rows(second));
        assertTrue(first.contains("?product=busy&amp;page=2"));
        assertTrue(second.contains("?product=busy&amp;page=1"));
        assertEquals(0, rows(page.get("page/agreements?product=busy&page=9").body()));
    }

    @Test
    void what_is_not_there_says_so_as_a_page() {
        for (String place : List.of(
                "page/nowhere",
                "page/products/unlisted",
                "page/agreements/agmt-none",
                "page/agreements/agmt-none/more",
                "page/products/one",
                "page/buyers/1")) {
            HttpResponse<String> answer = page.get(place);
            assertEquals(404, answer.statusCode(), place);
            assertTrue(answer.body().contains("<h1>"), place);
        }
        assertEquals(404, page.post("page/agreements/agmt-none/cancel", "").statusCode());
        HttpResponse<String> opened = page.get("page/agreements/agmt-none/cancel");
        assertEquals(405, opened.statusCode());
        assertTrue(opened.body().contains("a form of the page sends something there"));
    }

    @Test
    void an_address_elsewhere_is_a_page_to_browsers_and_a_problem_to_others() {
        HttpResponse<String> browsed =
                page.send(HttpRequest.newBuilder(base.resolve("/nowhere")).header("Accept", "text/html,*/*;q=0.8"));
        HttpResponse<String> asked = page.get("nowhere");
        HttpResponse<String> api = page.send(
                HttpRequest.newBuilder(base.resolve("/simulator/v1/nowhere")).header("Accept", "text/html,*/*;q=0.8"));

        assertEquals(List.of(404, 404, 404), List.of(browsed.statusCode(), asked.statusCode(), api.statusCode()));
        assertTrue(browsed.body().contains("<h1>"));
        assertTrue(asked.body().startsWith("{\"title\""));
        assertTrue(api.body().startsWith("{\"title\""));
    }

    @Test
    void the_page_leaves_the_place_of_aws_alone() {
        HttpResponse<String> answer = page.send(HttpRequest.newBuilder(base)
                .header("X-Amz-Target", "AWSMPMeteringService.ResolveCustomer")
                .header("Origin", "http://elsewhere.example")
                .POST(BodyPublishers.ofString("{\"RegistrationToken\":\"unknown\"}")));

        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains("InvalidTokenException"));
    }

    @Test
    void faults_are_ordered_and_taken_back() {
        String form = "operation=MeterUsage&fault=SLOW&how=chance&probability=0.25&seed=7&delay=PT1S&count=1";
        assertEquals(303, page.post("page/faults", form).statusCode());
        assertTrue(page.get("page/faults").body().contains("probability 0.25, seed 7"));
        assertEquals(303, page.post("page/faults/clear", "operation=MeterUsage").statusCode());
        assertFalse(page.get("page/faults").body().contains("probability 0.25, seed 7"));

        HttpResponse<String> refused = page.post("page/faults", form.replace("0.25", "often"));
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("id=\"probability-problem\""));
        assertTrue(refused.body().contains("value=\"often\""));
    }

    @Test
    void the_clock_jumps_as_far_as_it_is_told() {
        HttpResponse<String> refused = page.post("page/clock", "by=an+hour");
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("value=\"an hour\""));
        assertEquals(422, page.post("page/clock", "by=-PT1H").statusCode());
        assertEquals(303, page.post("page/clock", "by=PT1H").statusCode());
        assertTrue(page.get("page/clock").body().contains(" ahead of real time"));
    }

    private static long rows(String page) {
        return Pattern.compile("<th scope=\"row\">").matcher(page).results().count();
    }

    private static String formAction(HttpResponse<String> answer) {
        String policy = answer.headers().firstValue("Content-Security-Policy").orElse("");
        return POLICY.matcher(policy).results().findFirst().orElseThrow().group(1);
    }

    private void list(String productCode, String dimension) {
        String form = "productCode=" + productCode + "&dimensionKey=" + dimension
                + "&fulfillmentUrl=http%3A%2F%2Fseller.example%2Fregister&" + LISTING;
        assertEquals(303, page.post("page/products/new", form).statusCode());
    }
}
