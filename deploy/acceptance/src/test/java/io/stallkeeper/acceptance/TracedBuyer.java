package io.stallkeeper.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stallkeeper.local.http.Json;
import io.stallkeeper.local.life.Seller;
import io.stallkeeper.local.marketplace.Agreement;
import io.stallkeeper.local.marketplace.MarketplaceAdmin;
import io.stallkeeper.local.stack.DemoProducts;
import io.stallkeeper.local.stack.Stack;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;

/** A buyer whose browser and application take part in traces. */
final class TracedBuyer {

    private static final int SEATS = 3;

    private final Stack stack;
    private final MarketplaceAdmin marketplace;
    private final Agreement agreement;

    private TracedBuyer(Stack stack, MarketplaceAdmin marketplace, Agreement agreement) {
        this.stack = stack;
        this.marketplace = marketplace;
        this.agreement = agreement;
    }

    /** One whose subscription is active already. */
    static TracedBuyer subscribed(Stack stack) {
        var marketplace = new MarketplaceAdmin(stack.addresses().simulator());
        var agreement = marketplace.subscribe(DemoProducts.LICENSED.code(), DemoProducts.CONTRACT_DIMENSION, SEATS);
        var seller = new Seller(stack.addresses(), stack.tokens());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> seller.mayUse(agreement.subscriptionId(), DemoProducts.CONTRACT_DIMENSION, SEATS));
        return new TracedBuyer(stack, marketplace, agreement);
    }

    /** Token and form, both in one trace. */
    void register(String traceparent) {
        var token = URLEncoder.encode(marketplace.registrationToken(agreement), UTF_8);
        var page = post(stack.addresses().registrationPage(), "x-amzn-marketplace-token=" + token, traceparent);
        post(page, "email=ada.buyer%40gmail.com&name=Ada", traceparent);
    }

    /** One usage event by HTTP. */
    void use(String traceparent) {
        var event = """
                {"specversion": "1.0", "type": "io.stallkeeper.usage.reported.v1", "source": "urn:acceptance",
                 "id": "%1$s", "time": "%2$s", "datacontenttype": "application/json",
                 "data": {"subscriptionId": "%1$s", "dimension": "%3$s", "quantity": 7}}
                """.formatted(agreement.subscriptionId(), marketplace.now(), DemoProducts.USAGE_DIMENSION);
        var answer = Json.exchange(
                HttpRequest.newBuilder(stack.addresses().metering().resolve("/v1/usage-events"))
                        .header("Content-Type", "application/cloudevents+json")
                        .header("Authorization", "Bearer " + stack.tokens().tokenFor("usage-reporter"))
                        .header("traceparent", traceparent)
                        .POST(BodyPublishers.ofString(event))
                        .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    void cancel() {
        marketplace.cancel(agreement);
    }

    private static URI post(URI address, String form, String traceparent) {
        var answer = Json.exchange(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("traceparent", traceparent)
                .POST(BodyPublishers.ofString(form))
                .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return address.resolve(answer.headers().firstValue("Location").orElseThrow());
    }
}
