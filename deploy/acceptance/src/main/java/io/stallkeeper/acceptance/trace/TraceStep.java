package io.stallkeeper.acceptance.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Set;

/** One line of a trace. Times are the trace's own; a player moves them as a whole to where the marketplace is. */
public sealed interface TraceStep {

    /** How usage goes in. */
    enum Way {
        HTTP,
        KAFKA
    }

    /**
     * The seller's application reports usage.
     *
     * @param event a CloudEvent, or what claims to be one; its data names the buyer as the trace does
     */
    record Usage(ObjectNode event, Way way) implements TraceStep {}

    /**
     * The seller lists a product that is paid by usage.
     *
     * @param legacy buyers are named by CustomerIdentifier, and SNS tells of them
     */
    record ListProduct(String product, boolean legacy, Set<String> dimensions) implements TraceStep {}

    /** A buyer subscribes; from now on the trace names it so. */
    record Subscribe(String buyer, String product) implements TraceStep {}

    record Cancel(String buyer) implements TraceStep {}

    /** Time passes at the marketplace until then. */
    record Pass(Instant until) implements TraceStep {}

    /** What the simulator is to do wrong: the body of its {@code POST /simulator/v1/faults}. */
    record Faults(JsonNode order) implements TraceStep {}

    /** How the simulator is to behave from now on: the body of its {@code PUT /simulator/v1/behavior}. */
    record Behave(JsonNode order) implements TraceStep {}

    /**
     * {@code kill -9}, so many real milliseconds after the player got here; the play goes on meanwhile.
     *
     * @param process such as {@code kafka} or {@code metering-service-2}
     */
    record Kill(String process, int afterMs) implements TraceStep {}
}
