package io.stallkeeper.simulator.api.admin;

import io.stallkeeper.simulator.api.RefusedException;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import org.jspecify.annotations.Nullable;

/** What a request must hold. */
final class Given {
    private Given() {}

    /** The value, which the request must have under this name. */
    static <T> T required(@Nullable T value, String name) {
        if (value == null) {
            throw invalid(name + ": needed");
        }
        return value;
    }

    static RefusedException invalid(String message) {
        return new RefusedException(RefusalCode.VALIDATION.because(message));
    }
}
