package io.stallkeeper.simulator.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.jspecify.annotations.Nullable;

/**
 * What came of a call.
 *
 * @param status 0 if the connection ended without an answer, or with half of one
 * @param error the error as the client's programmer sees it: its class, or its name
 */
record Outcome(int status, @Nullable String error, JsonNode body) {

    static Outcome answered(int status, JsonNode body) {
        return new Outcome(status, null, body);
    }

    static Outcome failed(int status, String error) {
        return new Outcome(status, error, MissingNode.getInstance());
    }
}
