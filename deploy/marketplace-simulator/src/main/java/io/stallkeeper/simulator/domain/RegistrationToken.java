package io.stallkeeper.simulator.domain;

import java.time.Instant;

/** What a token stands for, until when; one that is spent has had its only answer. */
public record RegistrationToken(String agreementId, Instant expiresAt, boolean spent) {

    /** The same, having had its answer. */
    RegistrationToken used() {
        return new RegistrationToken(agreementId, expiresAt, true);
    }
}
