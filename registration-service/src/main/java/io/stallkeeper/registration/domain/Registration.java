package io.stallkeeper.registration.domain;

import io.stallkeeper.registration.domain.RegistrationEvent.CustomerRegistered;
import io.stallkeeper.registration.domain.RegistrationEvent.LicenseNamed;
import io.stallkeeper.registration.domain.RegistrationEvent.RegistrationStarted;
import java.time.Instant;

/** How far a buyer has come with the registration of one subscription. */
public sealed interface Registration {

    /** Nobody has come with a token of this subscription yet. */
    record Unknown() implements Registration {}

    /** AWS named the buyer; the form isn't completed yet, and may never be. */
    record Started(BuyerIdentity identity, boolean freeTrial, Instant startedAt) implements Registration {}

    /** The buyer is registered, once and for all. */
    record Completed(BuyerIdentity identity, boolean freeTrial, Instant startedAt, Instant registeredAt)
            implements Registration {}

    static Registration evolve(Registration state, RegistrationEvent event) {
        return switch (event) {
            case RegistrationStarted started -> start(state, started);
            case LicenseNamed(var identity, var _) -> name(state, identity);
            case CustomerRegistered registered -> complete(state, registered);
        };
    }

    private static Registration start(Registration state, RegistrationStarted event) {
        return switch (state) {
            case Unknown() -> new Started(event.identity(), event.freeTrial(), event.startedAt());
            case Started _, Completed _ -> throw new IllegalStateException("started twice");
        };
    }

    private static Registration name(Registration state, BuyerIdentity identity) {
        return switch (state) {
            case Started(var _, var freeTrial, var startedAt) -> new Started(identity, freeTrial, startedAt);
            case Completed(var _, var freeTrial, var startedAt, var registeredAt) ->
                new Completed(identity, freeTrial, startedAt, registeredAt);
            case Unknown _ -> throw new IllegalStateException("a license without a start");
        };
    }

    private static Registration complete(Registration state, CustomerRegistered event) {
        return switch (state) {
            case Started(var identity, var freeTrial, var startedAt) ->
                new Completed(identity, freeTrial, startedAt, event.registeredAt());
            case Unknown _, Completed _ -> throw new IllegalStateException("completed without a start, or twice");
        };
    }
}
