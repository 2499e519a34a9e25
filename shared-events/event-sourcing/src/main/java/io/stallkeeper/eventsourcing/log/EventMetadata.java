package io.stallkeeper.eventsourcing.log;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stallkeeper.eventsourcing.tracing.TraceParent;
import org.jspecify.annotations.Nullable;

/**
 * How an event came about.
 *
 * @param traceparent W3C trace context of the work that caused it
 * @param correlationId the same for all that one outside act set off
 * @param causationId id of the message or event that it answers to
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EventMetadata(
        @Nullable String traceparent,
        @Nullable String correlationId,
        @Nullable String causationId) {

    public static final EventMetadata NONE = new EventMetadata(null, null, null);

    /** Of work that begins here, within the current trace. */
    public static EventMetadata ofCurrentTrace() {
        return new EventMetadata(TraceParent.current(), null, null);
    }

    /** Of work that an event of the log caused, some time later and perhaps on another replica. */
    public static EventMetadata causedBy(RecordedEvent cause) {
        var metadata = cause.metadata();
        var id = cause.id().toString();
        var correlationId = metadata.correlationId() == null ? id : metadata.correlationId();
        return new EventMetadata(metadata.traceparent(), correlationId, id);
    }
}
