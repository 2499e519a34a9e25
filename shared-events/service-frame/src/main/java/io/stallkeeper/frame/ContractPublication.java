package io.stallkeeper.frame;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.stallkeeper.contracts.PublishedEvent;
import io.stallkeeper.contracts.PublishedEventType;
import io.stallkeeper.eventsourcing.kafka.Publication;
import io.stallkeeper.eventsourcing.log.EventJson;
import io.stallkeeper.eventsourcing.log.RecordedEvent;
import java.io.UncheckedIOException;

/** How an event of the contracts is sent: on its type's topic, under its type's name, keyed by its subscription. */
@RegisterForReflection(targets = PublishedEvent.class, registerFullHierarchy = true)
public final class ContractPublication {

    private ContractPublication() {}

    /** @param source the service that says it, as a URI reference */
    public static Publication of(RecordedEvent recorded, String source, PublishedEvent published) {
        var type = PublishedEventType.of(published);
        try {
            var data = EventJson.MAPPER.writeValueAsString(published);
            return Publication.of(recorded, type.topic(), source, type.typeName(), published.subscriptionId(), data);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
