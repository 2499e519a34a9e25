package io.stallkeeper.simulator.adapters.delivery;

import org.jspecify.annotations.Nullable;

/**
 * How often a notification that waits was brought to its target in vain since the start of the process.
 *
 * @param lastFailure why the last try failed; null before that
 */
public record Tries(int count, @Nullable String lastFailure) {
    private static final int LONGEST = 200;

    static final Tries NONE = new Tries(0, null);

    Tries failed(String failure) {
        return new Tries(count + 1, failure.length() <= LONGEST ? failure : failure.substring(0, LONGEST) + "…");
    }
}
