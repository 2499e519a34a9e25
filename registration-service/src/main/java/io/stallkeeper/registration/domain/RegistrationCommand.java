package io.stallkeeper.registration.domain;

import java.time.Instant;

/** What may be asked of a registration. */
public sealed interface RegistrationCommand {

    /**
     * The buyer pressed "Set up your account", for the first time or again.
     *
     * @param freeTrial the browser's hint, see {@link RegistrationEvent.RegistrationStarted}
     */
    record Start(BuyerIdentity identity, boolean freeTrial, Instant at) implements RegistrationCommand {}

    /** The buyer sent a form with all that is needed. */
    record Complete(Instant at) implements RegistrationCommand {}
}
