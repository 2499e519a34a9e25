package io.stallkeeper.acceptance.trace;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** All ways in which AWS can fail, by chance, with seeds of their own. */
final class FaultMaker {

    /** Longer than the service waits for an answer. */
    private static final Duration BEYOND_PATIENCE = Duration.ofSeconds(6);

    private static final double OF_NOTIFICATIONS = 0.3;

    private static final List<String> OF_USAGE = List.of(
            "LOST_RESPONSE", "LOST_REQUEST", "RESET", "MALFORMED", "THROTTLE", "INTERNAL_ERROR", "UNPROCESSED", "SLOW");

    private static final List<String> OF_ENTITLEMENTS = List.of("THROTTLE", "LOST_RESPONSE", "EMPTY_PAGE");
    private static final List<String> OF_AGREEMENTS = List.of("THROTTLE", "LOST_RESPONSE");

    /** Everything waits for seconds after one of these. */
    private static final List<String> UNTIL_MENDED = List.of("DISABLED_API", "ACCESS_DENIED");

    private FaultMaker() {}

    /** Chances that last for the whole trace. */
    static List<TraceStep> lasting(RandomGenerator random, double probability) {
        var steps = new ArrayList<TraceStep>();
        for (var fault : OF_USAGE) {
            steps.add(byChance("BatchMeterUsage", fault, probability, random));
        }
        for (var fault : OF_ENTITLEMENTS) {
            steps.add(byChance("GetEntitlements", fault, probability, random));
        }
        for (var fault : OF_AGREEMENTS) {
            steps.add(byChance("SearchAgreements", fault, probability, random));
        }
        steps.add(notifications(random));
        return steps;
    }

    /** Twice, late, and in another order. None is lost: an end that nobody tells is known by nobody. */
    private static TraceStep notifications(RandomGenerator random) {
        var order = JsonNodeFactory.instance.objectNode();
        order.putObject("delivery")
                .put("delay", "PT0.2S")
                .put("jitter", "PT1S")
                .put("duplication", OF_NOTIFICATIONS)
                .put("reordering", OF_NOTIFICATIONS)
                .put("holdBack", "PT2S")
                .put("seed", random.nextInt(Integer.MAX_VALUE));
        return new TraceStep.Behave(order);
    }

    /** The seller's own fault: rights are missing, or the Region is the wrong one. */
    static TraceStep mistake(RandomGenerator random) {
        var order = order("BatchMeterUsage", UNTIL_MENDED.get(random.nextInt(UNTIL_MENDED.size())));
        return new TraceStep.Faults(order.put("count", 1));
    }

    /** The service's patience ends before the answer comes: AWS has done the work, or it hasn't. */
    static TraceStep timeout(RandomGenerator random) {
        var order = order("BatchMeterUsage", random.nextBoolean() ? "LOST_RESPONSE" : "LOST_REQUEST");
        return new TraceStep.Faults(order.put("count", 1).put("delay", BEYOND_PATIENCE.toString()));
    }

    private static TraceStep byChance(String operation, String fault, double probability, RandomGenerator random) {
        var seed = random.nextInt(Integer.MAX_VALUE);
        return new TraceStep.Faults(
                order(operation, fault).put("probability", probability).put("seed", seed));
    }

    private static ObjectNode order(String operation, String fault) {
        return JsonNodeFactory.instance.objectNode().put("operation", operation).put("fault", fault);
    }
}
