package io.stallkeeper.registration.adapters.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stallkeeper.contracts.PublishedEvent;
import io.stallkeeper.contracts.PublishedEventType;
import io.stallkeeper.eventsourcing.kafka.Publication;
import io.stallkeeper.eventsourcing.log.EventJson;
import io.stallkeeper.eventsourcing.log.RecordedEvent;
import io.stallkeeper.registration.adapters.Identities;
import io.stallkeeper.registration.adapters.postgres.StoredEvents;
import io.stallkeeper.registration.domain.RegistrationEvent;
import java.io.UncheckedIOException;

/** What the other services are told of each stored event. */
public final class Publications {

    private static final String SOURCE = "/stallkeeper/registration-service";

    private Publications() {}

    public static Publication of(RecordedEvent recorded) {
        var event = toPublished(StoredEvents.TYPES.read(recorded));
        var type = PublishedEventType.of(event);
        return Publication.of(recorded, type.topic(), SOURCE, type.typeName(), event.subscriptionId(), write(event));
    }

    static PublishedEvent toPublished(RegistrationEvent event) {
        return switch (event) {
            case RegistrationEvent.RegistrationStarted(var buyer, var freeTrial, var startedAt) -> {
                var identity = Identities.toPublished(buyer);
                yield new io.stallkeeper.contracts.registration.RegistrationStarted(
                        identity.toSubscriptionId().value(), identity, freeTrial, startedAt);
            }
            case RegistrationEvent.CustomerRegistered(var buyer, var registeredAt) -> {
                var identity = Identities.toPublished(buyer);
                yield new io.stallkeeper.contracts.registration.CustomerRegistered(
                        identity.toSubscriptionId().value(), identity, registeredAt);
            }
        };
    }

    private static String write(PublishedEvent event) {
        try {
            return EventJson.MAPPER.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
