package io.stallkeeper.registration.domain;

import io.stallkeeper.registration.domain.RegistrationEvent.CustomerNamed;
import io.stallkeeper.registration.domain.RegistrationEvent.CustomerRegistered;
import io.stallkeeper.registration.domain.RegistrationEvent.LicenseNamed;
import io.stallkeeper.registration.domain.RegistrationEvent.RegistrationStarted;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far a buyer has come with the registration of one subscription. */
public sealed interface Registration {

    /** Nobody has come with a token of this subscription yet. */
    record Unknown() implements Registration {}

    /**
     * AWS named the buyer; the form isn't completed yet, and may never be.
     *
     * @param formerly the customer identifier that the buyer of a license had before; null if none was named
     */
    record Started(BuyerIdentity identity, @Nullable String formerly, boolean freeTrial, Instant startedAt)
            implements Registration {}

    /** The buyer is registered, once and for all. */
    record Completed(
            BuyerIdentity identity,
            @Nullable String formerly,
            boolean freeTrial,
            Instant startedAt,
            Instant registeredAt)
            implements Registration {}

    static Registration evolve(Registration state, RegistrationEvent event) {
        return switch (event) {
            case RegistrationStarted started -> start(state, started);
            case LicenseNamed(var identity, var _) -> name(state, identity, null);
            case CustomerNamed(var identity, var customer, var _) -> name(state, identity, customer);
            case CustomerRegistered registered -> complete(state, registered);
        };
    }

    private static Registration start(Registration state, RegistrationStarted event) {
        return switch (state) {
            case Unknown() -> new Started(event.identity(), null, event.freeTrial(), event.startedAt());
            case Started _, Completed _ -> throw new IllegalStateException("started twice");
        };
    }

    private static Registration name(Registration state, BuyerIdentity identity, @Nullable String formerly) {
        return switch (state) {
            case Started(var _, var _, var freeTrial, var startedAt) ->
                new Started(identity, formerly, freeTrial, startedAt);
            case Completed(var _, var _, var freeTrial, var startedAt, var registeredAt) ->
                new Completed(identity, formerly, freeTrial, startedAt, registeredAt);
            case Unknown _ -> throw new IllegalStateException("a second name without a start");
        };
    }

    private static Registration complete(Registration state, CustomerRegistered event) {
        return switch (state) {
            case Started(var identity, var formerly, var freeTrial, var startedAt) ->
                new Completed(identity, formerly, freeTrial, startedAt, event.registeredAt());
            case Unknown _, Completed _ -> throw new IllegalStateException("completed without a start, or twice");
        };
    }
}
