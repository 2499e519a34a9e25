package io.stallkeeper.metering.domain.hour;

import java.time.Instant;

/** What is to be done with an open hour now. */
public sealed interface ClosingStep {

    /** @param record whether AWS is told even if no whole unit is in it */
    record Freeze(boolean record) implements ClosingStep {}

    record Reject(String reason) implements ClosingStep {}

    /** Nothing, until that moment or until something changes. */
    record Wait(Instant until) implements ClosingStep {}
}
