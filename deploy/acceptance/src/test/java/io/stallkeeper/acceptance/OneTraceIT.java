package io.stallkeeper.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stallkeeper.acceptance.Spans.Span;
import io.stallkeeper.local.stack.Stack;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OneStack.class)
class OneTraceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String traceId = hex(16);
    private final String rootId = hex(8);
    private final String traceparent = "00-" + traceId + "-" + rootId + "-01";

    @Test
    void one_trace_leads_from_the_registration_to_the_call_of_get_entitlements(Stack stack, Spans spans) {
        var buyer = TracedBuyer.subscribed(stack);

        buyer.register(traceparent);

        var way = awaitWayTo(spans, "GetEntitlements", "entitlement-service");
        assertThat(way).extracting(Span::service).contains("registration-service", "entitlement-service");
        assertThat(way.getLast().parentId()).as("the browser's own span").isEqualTo(rootId);
        assertThat(way.getLast().service()).isEqualTo("registration-service");
    }

    @Test
    void one_trace_leads_from_the_posted_usage_to_the_call_of_batch_meter_usage(Stack stack, Spans spans) {
        var buyer = TracedBuyer.subscribed(stack);
        buyer.register(traceparentOfSomeoneElse());

        buyer.use(traceparent);
        buyer.cancel();

        var way = awaitWayTo(spans, "BatchMeterUsage", "metering-service");
        assertThat(way.getLast().parentId()).as("the application's own span").isEqualTo(rootId);
        assertThat(way).extracting(Span::name).anyMatch(name -> name.startsWith("POST"));
    }

    /** From the span back to what began it. */
    private List<Span> awaitWayTo(Spans spans, String operation, String service) {
        return await().alias(operation + " in the trace " + traceId)
                .atMost(PATIENCE)
                .until(
                        () -> spans.ofTrace(traceId).stream()
                                .filter(span -> span.service().equals(service)
                                        && span.name().contains(operation))
                                .map(spans::upwardsFrom)
                                .filter(way -> way.getLast().parentId().equals(rootId))
                                .findFirst()
                                .orElse(List.of()),
                        way -> !way.isEmpty());
    }

    private static String traceparentOfSomeoneElse() {
        return "00-" + hex(16) + "-" + hex(8) + "-01";
    }

    private static String hex(int bytes) {
        var random = new byte[bytes];
        new Random().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
