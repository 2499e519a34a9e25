package io.stallkeeper.simulator.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The turns that a buyer's life can take, as forms of the page. */
@QuarkusTest
class LifePagesTest {
    private static final String CONTRACT = "identity=CONCURRENT_AGREEMENTS&pricingModel=CONTRACT&dimensionKey=seats"
            + "&dimensionKind=&fulfillmentUrl=http%3A%2F%2Fseller.example%2Fregister&productCode=";

    @TestHTTPResource("/")
    URI base = URI.create("http://unset");

    private PageClient page = new PageClient(base);

    @BeforeEach
    void a_contract_is_listed() {
        page = new PageClient(base);
        page.done("page/products/new", CONTRACT + "wiki");
    }

    @AfterEach
    void all_is_forgotten() {
        page.done("page/behavior/reset", "");
        assertFalse(page.get("page/products").body().contains("wiki"));
    }

    @Test
    void a_free_trial_tells_the_seller_so() {
        String trial = subscribe("&offer=FREE_TRIAL");
        String paid = subscribe("&offer=PRIVATE");
        String field = "name=\"x-amzn-marketplace-offer-type\" value=\"free-trial\"";

        assertTrue(page.post(trial + "/set-up", "").body().contains(field));
        assertFalse(page.post(paid + "/set-up", "").body().contains(field));
    }

    @Test
    void a_channel_partner_is_named() {
        assertTrue(page.get(subscribe("&reseller=yes")).body().contains("from channel partner"));
    }

    @Test
    void an_agreement_is_replaced_by_a_larger_one() {
        String before = subscribe("");
        String after = page.done(before + "/contract", "dimension=seats&units=50&then=replace");

        assertNotEquals(before, after);
        assertTrue(page.get(after).body().contains("Replaces"));
        assertTrue(page.get(before).body().contains("Replaced"));
        assertEquals(409, page.post(before + "/renewal", "").statusCode());
    }

    @Test
    void what_is_shown_of_an_agreement_leads_back_to_it() {
        String agreement = subscribe("");
        String id = agreement.substring(agreement.lastIndexOf('/') + 1).replaceAll("[?#].*", "");
        String back = "<a href=\"/page/agreements/" + id + "\">Back to the agreement</a>";

        for (String place : List.of("usage", "calls", "notifications")) {
            assertTrue(page.get("page/" + place + "?agreement=" + id).body().contains(back), place);
            assertFalse(page.get("page/" + place).body().contains("Back to the agreement"), place);
        }
    }

    @Test
    void only_the_services_of_the_marketplace_are_redirected() {
        String start = page.get("").body();

        for (String service : List.of("METERING", "ENTITLEMENT_SERVICE", "AGREEMENT")) {
            assertTrue(start.contains("export AWS_ENDPOINT_URL_MARKETPLACE_" + service + "=http://"), service);
        }
        assertFalse(start.contains("AWS_ENDPOINT_URL="));
        assertTrue(start.contains("AWS_DEFAULT_REGION=us-east-1"));
    }

    @Test
    void an_agreement_is_renewed_now_or_by_itself() {
        String before = subscribe("");
        page.done(before + "/auto-renewal", "enabled=true");
        assertTrue(page.get(before).body().contains("It is renewed by itself at its end."));

        String after = page.done(before + "/renewal", "");
        assertNotEquals(before, after);
        assertTrue(page.get(after).body().contains("Renews"));
    }

    @Test
    void a_refused_contract_keeps_what_was_typed() {
        var refused = page.post(subscribe("") + "/contract", "dimension=unsold&units=7&dimension=seats&units=many");

        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("value=\"many\""));
        assertTrue(refused.body().contains("id=\"entitlements-problem\""));
    }

    @Test
    void a_payment_that_fails_ends_it() {
        String agreement = subscribe("");
        page.done(agreement + "/payment-failure", "");

        assertTrue(page.get(agreement).body().contains("Terminated"));
    }

    @Test
    void the_clock_stands_and_runs_faster() {
        page.done("page/clock/pace", "rate=0");
        assertTrue(page.get("page/clock").body().contains("It stands."));
        page.done("page/clock/pace", "rate=60");
        assertTrue(page.get("page/clock").body().contains("It runs 60× as fast."));
        assertEquals(422, page.post("page/clock/pace", "rate=backwards").statusCode());
    }

    @Test
    void the_marketplace_behaves_as_it_was_seen_to() {
        page.done("page/behavior", "preset=OBSERVED");

        assertTrue(page.get("page/behavior").body().contains("value=\"OBSERVED\" required checked"));
        assertEquals(422, page.post("page/behavior", "preset=WILD").statusCode());
    }

    @Test
    void a_listing_is_changed_with_all_of_its_targets() {
        String routes = "&routeForm=EVENTBRIDGE&routeTarget=SQS&routeAddress=http%3A%2F%2Fq.example%2F1%2Fa"
                + "&routeForm=EVENTBRIDGE&routeTarget=HTTP&routeAddress=http%3A%2F%2Fhook.example%2Fb";
        page.done("page/products/edit", CONTRACT + "wiki" + routes);

        String form = page.get("page/products/edit?code=wiki").body();
        assertTrue(form.contains("http://q.example/1/a"));
        assertTrue(form.contains("http://hook.example/b"));
        assertEquals(
                422,
                page.post("page/products/edit", CONTRACT + "wiki" + routes.replace("http%3A", "ftp%3A"))
                        .statusCode());
    }

    private String subscribe(String conditions) {
        return page.done(
                "page/subscribe", "productCode=wiki&buyer=new&duration=P1M&dimension=seats&units=5" + conditions);
    }
}
