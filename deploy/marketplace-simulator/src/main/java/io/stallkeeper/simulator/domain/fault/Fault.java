package io.stallkeeper.simulator.domain.fault;

import java.time.Duration;

/**
 * Something that goes wrong with a call.
 *
 * @param delay how long the caller waits, in real time, until the answer comes or the connection ends
 */
public record Fault(FaultKind kind, Duration delay) {

    /** Goes wrong with the usual delay. */
    public static Fault of(FaultKind kind) {
        return new Fault(kind, kind.usualDelay());
    }
}
