package io.stallkeeper.registration.adapters.kafka;

import io.stallkeeper.contracts.MarketplaceIdentity;
import io.stallkeeper.contracts.PublishedEvent;
import io.stallkeeper.contracts.registration.AliasNamed;
import io.stallkeeper.eventsourcing.kafka.Publication;
import io.stallkeeper.eventsourcing.log.RecordedEvent;
import io.stallkeeper.frame.ContractPublication;
import io.stallkeeper.registration.adapters.Identities;
import io.stallkeeper.registration.adapters.postgres.StoredEvents;
import io.stallkeeper.registration.domain.RegistrationEvent;

/** What the other services are told of each stored event. */
public final class Publications {

    private static final String SOURCE = "/stallkeeper/registration-service";

    private Publications() {}

    public static Publication of(RecordedEvent recorded) {
        return ContractPublication.of(recorded, SOURCE, toPublished(StoredEvents.TYPES.read(recorded)));
    }

    static PublishedEvent toPublished(RegistrationEvent event) {
        return switch (event) {
            case RegistrationEvent.RegistrationStarted(var buyer, var freeTrial, var startedAt) -> {
                var identity = Identities.toPublished(buyer);
                yield new io.stallkeeper.contracts.registration.RegistrationStarted(
                        identity.toSubscriptionId().value(), identity, freeTrial, startedAt);
            }
            case RegistrationEvent.LicenseNamed(var buyer, var namedAt) -> {
                var identity = Identities.toPublished(buyer);
                yield new AliasNamed(
                        identity.toSubscriptionId().value(), identity, Identities.licenseOf(buyer), namedAt);
            }
            case RegistrationEvent.CustomerNamed(var buyer, var customer, var namedAt) -> {
                var identity = Identities.toPublished(buyer);
                yield new AliasNamed(
                        identity.toSubscriptionId().value(),
                        identity,
                        MarketplaceIdentity.ofCustomer(buyer.productCode(), customer),
                        namedAt);
            }
            case RegistrationEvent.CustomerRegistered(var buyer, var registeredAt) -> {
                var identity = Identities.toPublished(buyer);
                yield new io.stallkeeper.contracts.registration.CustomerRegistered(
                        identity.toSubscriptionId().value(), identity, registeredAt);
            }
        };
    }
}
