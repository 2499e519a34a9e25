package io.stallkeeper.simulator.api.aws;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.simulator.api.aws.operation.AwsService;
import io.stallkeeper.simulator.domain.refusal.Refusal;
import java.nio.charset.StandardCharsets;

/** The body of AWS's errors, the same in JSON and CBOR. */
final class Refusals {
    private Refusals() {}

    static ObjectNode body(AwsService service, Refusal refusal) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("__type", service.errorType(refusal.code()))
                .put("message", writable(refusal.message()));
    }

    /** A message may repeat what was sent, and that may be half a character, which nobody can write. */
    private static String writable(String message) {
        return new String(message.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
