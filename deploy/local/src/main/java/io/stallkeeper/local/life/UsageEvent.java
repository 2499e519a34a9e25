package io.stallkeeper.local.life;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stallkeeper.contracts.usage.UsageReported;
import java.time.Instant;

/**
 * One CloudEvent of the seller's application.
 *
 * @param time when the buyer used it
 * @param data as {@link UsageReported} describes it, or wrong on purpose
 */
record UsageEvent(String source, String id, Instant time, ObjectNode data) {

    /** In CloudEvents' structured mode. */
    ObjectNode structured() {
        var event = JsonNodeFactory.instance
                .objectNode()
                .put("specversion", "1.0")
                .put("type", UsageReported.TYPE)
                .put("source", source)
                .put("id", id)
                .put("time", time.toString())
                .put("datacontenttype", "application/json");
        event.set("data", data);
        return event;
    }
}
