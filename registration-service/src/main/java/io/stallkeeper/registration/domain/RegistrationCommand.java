package io.stallkeeper.registration.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What may be asked of a registration. */
public sealed interface RegistrationCommand {

    /**
     * The buyer pressed "Set up your account", for the first time or again.
     *
     * @param formerly the customer identifier that notifications of an older listing name the same buyer by; null if
     *     there is none, or if it is a registration of its own
     * @param freeTrial the browser's hint, see {@link RegistrationEvent.RegistrationStarted}
     */
    record Start(BuyerIdentity identity, @Nullable String formerly, boolean freeTrial, Instant at)
            implements RegistrationCommand {}

    /** The buyer sent a form with all that is needed. */
    record Complete(Instant at) implements RegistrationCommand {}
}
