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

    private static final List<String> OF_USAGE = List.of(
            "LOST_RESPONSE", "LOST_REQUEST", "RESET", "MALFORMED", "THROTTLE", "INTERNAL_ERROR", "UNPROCESSED", "SLOW");

    private static final List<String> OTHER_OPERATIONS = List.of("GetEntitlements", "SearchAgreements");

    private FaultMaker() {}

    /** Chances that last for the whole trace. */
    static List<TraceStep> lasting(RandomGenerator random, double probability) {
        var steps = new ArrayList<TraceStep>();
        for (var fault : OF_USAGE) {
            steps.add(byChance("BatchMeterUsage", fault, probability, random));
        }
        for (var operation : OTHER_OPERATIONS) {
            steps.add(byChance(operation, "THROTTLE", probability, random));
            steps.add(byChance(operation, "LOST_RESPONSE", probability, random));
        }
        return steps;
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
