package io.stallkeeper.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.acceptance.play.TracePlayer;
import io.stallkeeper.acceptance.trace.TraceStep;
import io.stallkeeper.acceptance.trace.TraceStep.Way;
import io.stallkeeper.contracts.usage.UsageReported;
import io.stallkeeper.local.marketplace.MarketplaceAdmin;
import io.stallkeeper.local.stack.DemoProducts;
import io.stallkeeper.local.stack.ServiceName;
import io.stallkeeper.local.stack.Stack;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two replicas share a topic and a ledger; each kill hands partitions over in the middle of a stream of usage. */
@ExtendWith(OneStack.class)
class TwoReplicasIT {

    private static final List<String> REPLICAS = List.of("metering-service", "metering-service-2");
    private static final int ROUNDS = 4;
    private static final int EVENTS_A_ROUND = 1_500;
    private static final int LONGEST_DELAY_MS = 1_500;

    @Test
    @Timeout(600)
    void partitions_that_change_hands_while_usage_flows_lose_nothing_and_double_nothing(Stack stack) {
        long seed = Long.getLong("replicas.seed", new Random().nextInt(Integer.MAX_VALUE));
        System.out.println("seed " + seed);
        var second = stack.replica(ServiceName.METERING, 2);
        var now = new MarketplaceAdmin(stack.addresses().simulator()).now();

        try (var player = new TracePlayer(stack, List.of(stack.addresses().metering(), second), TwoReplicasIT::say)) {
            var verdict = player.play(steps(new Random(seed), now));

            System.out.println(verdict.table());
            assertThat(verdict.disagreements()).as("seed " + seed).isEmpty();
            assertThat(player.kills().keySet()).containsExactlyInAnyOrderElementsOf(REPLICAS);
        }
    }

    private static List<TraceStep> steps(Random random, Instant now) {
        var steps = new ArrayList<TraceStep>();
        for (var buyer : List.of("one", "two", "three")) {
            steps.add(new TraceStep.Subscribe("replicas-" + buyer, DemoProducts.LICENSED.code()));
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < EVENTS_A_ROUND; i++) {
                var event = usage(random, now, steps.size());
                steps.add(new TraceStep.Usage(event, random.nextInt(4) == 0 ? Way.HTTP : Way.KAFKA));
                if (i % 10 == 0) {
                    steps.add(new TraceStep.Usage(event, Way.KAFKA));
                }
            }
            steps.add(new TraceStep.Kill(REPLICAS.get(round % 2), random.nextInt(LONGEST_DELAY_MS)));
        }
        return steps;
    }

    private static ObjectNode usage(Random random, Instant now, int number) {
        var buyer = List.of("one", "two", "three").get(random.nextInt(3));
        var event = JsonNodeFactory.instance
                .objectNode()
                .put("specversion", "1.0")
                .put("type", UsageReported.TYPE)
                .put("source", "urn:replicas")
                .put("id", now + "-" + number)
                .put("time", now.toString());
        event.putObject("data")
                .put("subscriptionId", "replicas-" + buyer)
                .put("dimension", DemoProducts.USAGE_DIMENSION)
                .put("quantity", BigDecimal.valueOf(random.nextInt(1, 10_000), 3));
        return event;
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
