package io.stallkeeper.entitlement.domain;

import java.time.Duration;

/** How long to wait after a failed lookup: doubled each time up to a bound, with jitter, and never given up. */
public record RetryPause(Duration shortest, Duration longest) {

    private static final int MAX_DOUBLINGS = 30;

    /**
     * @param failures of this lookup so far, at least 1
     * @param jitter 0 … 1: half of the pause is left to it
     */
    public Duration after(int failures, double jitter) {
        int doublings = Math.clamp(failures - 1L, 0, MAX_DOUBLINGS);
        long full = Math.min(longest.toMillis(), shortest.toMillis() << doublings);
        return Duration.ofMillis((long) (full / 2.0 + full / 2.0 * jitter));
    }
}
