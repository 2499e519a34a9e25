package io.stallkeeper.eventsourcing.kafka;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.stallkeeper.eventsourcing.log.RecordedEvent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;

/**
 * What is sent of an event, and where to.
 *
 * @param key events of one key keep their order
 */
public record Publication(String topic, String key, CloudEvent event) {

    /**
     * The CloudEvent of an event of the log: with its id, so that who gets it twice can tell; with its time of
     * recording and its trace, correlation and causation.
     *
     * @param source this service, as a URI reference
     * @param data JSON
     */
    public static Publication of(
            RecordedEvent recorded, String topic, String source, String type, String subject, String data) {
        var event = CloudEventBuilder.v1()
                .withId(recorded.id().toString())
                .withSource(URI.create(source))
                .withType(type)
                .withSubject(subject)
                .withTime(recorded.recordedAt().atOffset(ZoneOffset.UTC))
                .withData("application/json", data.getBytes(StandardCharsets.UTF_8));
        var metadata = recorded.metadata();
        if (metadata.traceparent() != null) {
            event.withExtension("traceparent", metadata.traceparent());
        }
        if (metadata.correlationId() != null) {
            event.withExtension("correlationid", metadata.correlationId());
        }
        if (metadata.causationId() != null) {
            event.withExtension("causationid", metadata.causationId());
        }
        return new Publication(topic, subject, event.build());
    }
}
