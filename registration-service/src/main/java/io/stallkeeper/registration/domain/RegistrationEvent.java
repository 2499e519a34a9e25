package io.stallkeeper.registration.domain;

import java.time.Instant;

/** What happened to a registration. Never holds a token or personal data, since the log is kept for ever. */
public sealed interface RegistrationEvent {

    /**
     * A buyer came with a token that AWS resolved.
     *
     * @param freeTrial whether the buyer's browser said that the offer is a free trial: a hint, not a proof
     */
    record RegistrationStarted(BuyerIdentity identity, boolean freeTrial, Instant startedAt)
            implements RegistrationEvent {}

    /** AWS named the license of a buyer who is known by customer identifier, or another one than before. */
    record LicenseNamed(BuyerIdentity identity, Instant namedAt) implements RegistrationEvent {}

    /** AWS named the customer identifier that a buyer with a license had before the product moved to licenses. */
    record CustomerNamed(BuyerIdentity identity, String customerIdentifier, Instant namedAt)
            implements RegistrationEvent {}

    /** The buyer completed the form. */
    record CustomerRegistered(BuyerIdentity identity, Instant registeredAt) implements RegistrationEvent {}
}
