package io.stallkeeper.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.stallkeeper.testkit.infrastructure.StallkeeperServers;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The token is in the request to AWS and nowhere else; personal data is nowhere but in the contact table, sealed. */
@QuarkusTest
@QuarkusTestResource(StallkeeperServers.class)
class TokenSecrecyTest {

    private static final String EMAIL = "secrecy.test@gmail.com";

    @Inject
    RecordedSpans spans;

    @Test
    void neither_token_nor_personal_data_leaves_a_trace() throws SQLException {
        var agreement = Marketplace.buyWithLicense();
        var good = Marketplace.token(agreement);
        var failing = Marketplace.token(agreement);
        var unknown = "unknown-token-that-nobody-may-see";
        try (var logs = new RecordedLogs()) {
            var seen = new ArrayList<String>();
            var arrival = Browser.setUpAccount(good);
            var form = arrival.getHeader("Location");
            seen.add(everythingIn(arrival));
            seen.add(everythingIn(Browser.setUpAccount(unknown)));
            Marketplace.inject("INTERNAL_ERROR", 3);
            seen.add(everythingIn(Browser.setUpAccount(failing)));
            Browser.open(form);
            Browser.send(form, Map.of("email", EMAIL)).then().statusCode(303);
            var told = PublishedEvents.await(agreement.licenseId(), 2);
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> spans.ended().stream()
                    .anyMatch(span -> span.getName().equals("POST /registration/{handle}")));
            told.forEach(event -> seen.add(event.data()));
            seen.addAll(logs.lines());
            spans.ended().forEach(span -> seen.add(span.toString()));
            seen.addAll(Database.allRows());

            assertThat(arrival.getHeaders().hasHeaderWithName("Set-Cookie")).isFalse();
            assertThat(seen).hasSizeGreaterThan(10);
            for (var secret : List.of(good, failing, unknown, EMAIL)) {
                assertThat(seen).noneMatch(text -> text.contains(secret));
            }
            assertThat(logs.lines()).noneMatch(line -> line.contains(agreement.licenseId()));
            assertThat(spans.ended()).noneMatch(span -> span.toString().contains(form));
            assertThat(spans.ended()).noneMatch(span -> span.toString().contains(agreement.licenseId()));
        }
    }

    @Test
    void the_call_to_aws_and_the_published_event_belong_to_the_trace_of_the_post() {
        var agreement = Marketplace.buyWithLicense();

        Browser.comeToForm(agreement);

        var traceparent =
                PublishedEvents.await(agreement.licenseId(), 1).getFirst().traceparent();
        var traceId = traceparent.substring(3, 35);
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(spans.ended())
                .filteredOn(span -> span.getTraceId().equals(traceId))
                .extracting(span -> span.getName())
                .contains("POST /register", "MarketplaceMetering.ResolveCustomer"));
    }

    private static String everythingIn(Response response) {
        return response.getHeaders() + "\n" + response.getBody().asString();
    }
}
