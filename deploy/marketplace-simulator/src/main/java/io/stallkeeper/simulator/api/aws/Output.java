package io.stallkeeper.simulator.api.aws;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes JSON objects as AWS does: epoch seconds, and no member for what is absent. */
final class Output {
    private Output() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode put(ObjectNode object, String name, @Nullable String value) {
        return value == null ? object : object.put(name, value);
    }

    static ObjectNode put(ObjectNode object, String name, @Nullable Instant value) {
        if (value == null) {
            return object;
        }
        return value.getNano() == 0
                ? object.put(name, value.getEpochSecond())
                : object.put(
                        name,
                        BigDecimal.valueOf(value.getEpochSecond())
                                .add(BigDecimal.valueOf(value.toEpochMilli() % 1000, 3)));
    }
}
