package io.stallkeeper.simulator.domain;

import java.time.Instant;

/** What a token stands for, until when. */
public record RegistrationToken(String agreementId, Instant expiresAt) {}
