package io.stallkeeper.simulator.adapters.delivery;

import java.io.IOException;

/** The target was reached and has not taken this notification; it may take others. */
final class TurnedAwayException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Whether the target has said so, and that the fault is not its own: it would hardly say otherwise at once. */
    private final boolean refused;

    TurnedAwayException(String message, boolean refused) {
        super(message);
        this.refused = refused;
    }

    boolean isRefused() {
        return refused;
    }
}
