package io.stallkeeper.simulator.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * A clock that goes on from {@code now}, where it was at the instant {@code real}, at a multiple of real time: 1 runs
 * with it, 0 stands.
 */
record MarketplaceTime(Instant real, Instant now, double rate) {
    private static final double NANOS_PER_SECOND = 1e9;

    /** Real time. */
    static MarketplaceTime unchanged() {
        return new MarketplaceTime(Instant.EPOCH, Instant.EPOCH, 1);
    }

    /** What it shows at this real instant. */
    Instant at(Instant realInstant) {
        Duration passed = Duration.between(real, realInstant);
        return now.plus(rate == 1 ? passed : times(passed));
    }

    /** The same clock so much ahead. */
    MarketplaceTime advanced(Duration by) {
        return new MarketplaceTime(real, now.plus(by), rate);
    }

    private Duration times(Duration passed) {
        double seconds = rate * (passed.getSeconds() + passed.getNano() / NANOS_PER_SECOND);
        long whole = (long) Math.floor(seconds);
        return Duration.ofSeconds(whole, Math.round((seconds - whole) * NANOS_PER_SECOND));
    }
}
