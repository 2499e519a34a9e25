package io.stallkeeper.simulator.api.aws.operation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Builds answers without a member for what is absent. Instants stay such until the wire has them in its own form. */
final class Output {

    private Output() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode put(ObjectNode object, String name, @Nullable String value) {
        return value == null ? object : object.put(name, value);
    }

    static ObjectNode put(ObjectNode object, String name, @Nullable Instant value) {
        return value == null ? object : object.putPOJO(name, value);
    }
}
