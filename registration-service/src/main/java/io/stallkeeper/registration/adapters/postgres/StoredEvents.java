package io.stallkeeper.registration.adapters.postgres;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.stallkeeper.contracts.SubscriptionId;
import io.stallkeeper.eventsourcing.log.EventTypes;
import io.stallkeeper.eventsourcing.log.StreamId;
import io.stallkeeper.registration.domain.RegistrationEvent;
import io.stallkeeper.registration.domain.RegistrationEvent.CustomerNamed;
import io.stallkeeper.registration.domain.RegistrationEvent.CustomerRegistered;
import io.stallkeeper.registration.domain.RegistrationEvent.LicenseNamed;
import io.stallkeeper.registration.domain.RegistrationEvent.RegistrationStarted;

/** Under which names this service's events are kept; for ever. */
@RegisterForReflection(targets = RegistrationEvent.class, registerFullHierarchy = true)
public final class StoredEvents {

    public static final EventTypes<RegistrationEvent> TYPES = EventTypes.<RegistrationEvent>builder()
            .stored("registration-started.v1", RegistrationStarted.class)
            .stored("license-named.v1", LicenseNamed.class)
            .stored("customer-named.v1", CustomerNamed.class)
            .stored("customer-registered.v1", CustomerRegistered.class)
            .build();

    private StoredEvents() {}

    static StreamId stream(SubscriptionId subscription) {
        return StreamId.of("registration", subscription);
    }
}
