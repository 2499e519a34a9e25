package io.stallkeeper.metering.adapters.usage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonFormat;
import io.stallkeeper.eventsourcing.log.EventJson;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** CloudEvents in JSON. The data is kept to the last decimal; the library would read it as floating point. */
public final class CloudEventsJson {

    private static final JsonFormat FORMAT = new JsonFormat();

    private CloudEventsJson() {}

    /** Null if it isn't JSON. */
    public static @Nullable JsonNode parse(byte[] body) {
        try {
            return EventJson.MAPPER.readTree(body);
        } catch (IOException e) {
            return null;
        }
    }

    /** Null if it isn't a CloudEvent. */
    public static @Nullable CloudEvent toEvent(JsonNode json) {
        if (!(json instanceof ObjectNode event)) {
            return null;
        }
        try {
            var attributes = event.deepCopy();
            var data = attributes.remove("data");
            var read = FORMAT.deserialize(EventJson.MAPPER.writeValueAsBytes(attributes));
            return data == null
                    ? read
                    : CloudEventBuilder.from(read)
                            .withData("application/json", EventJson.MAPPER.writeValueAsBytes(data))
                            .build();
        } catch (RuntimeException | IOException e) {
            return null;
        }
    }
}
