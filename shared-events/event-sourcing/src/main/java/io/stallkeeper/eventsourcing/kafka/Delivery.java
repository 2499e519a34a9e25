package io.stallkeeper.eventsourcing.kafka;

import io.cloudevents.CloudEvent;
import io.stallkeeper.eventsourcing.log.EventJson;
import io.stallkeeper.eventsourcing.log.EventMetadata;
import io.stallkeeper.eventsourcing.tracing.TraceParent;
import java.io.IOException;

/** A published event as a consumer gets it. */
public record Delivery(CloudEvent event, EventMetadata metadata) {

    static Delivery of(CloudEvent event) {
        var correlationId = event.getExtension("correlationid") instanceof String id ? id : event.getId();
        var current = TraceParent.current();
        var traceparent = current != null ? current : (String) event.getExtension("traceparent");
        return new Delivery(event, new EventMetadata(traceparent, correlationId, event.getId()));
    }

    public String type() {
        return event.getType();
    }

    /** Throws {@link Unprocessable} if the data isn't that record's JSON. */
    public <T> T dataAs(Class<T> type) {
        var data = event.getData();
        if (data == null) {
            throw new Unprocessable("no-data");
        }
        try {
            return EventJson.MAPPER.readValue(data.toBytes(), type);
        } catch (IOException e) {
            throw new Unprocessable("malformed-data");
        }
    }
}
