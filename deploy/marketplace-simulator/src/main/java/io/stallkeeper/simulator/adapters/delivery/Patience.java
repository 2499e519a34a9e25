package io.stallkeeper.simulator.adapters.delivery;

import java.time.Duration;

/**
 * How long and how often a notification is brought. Times are real ones: a jump of the marketplace's clock must not
 * cost a notification whose target is away for a second.
 *
 * @param firstWait after the first try that failed; twice as long after each further one
 * @param longestWait between two tries for a target that is away
 * @param longestAside between two tries of what a target doesn't take
 * @param triesInARow after so many tries that reached the target, others go first
 * @param mostTries that reached the target
 * @param longest from its departure
 */
public record Patience(
        Duration firstWait,
        Duration longestWait,
        Duration longestAside,
        int triesInARow,
        int mostTries,
        Duration longest) {
    private static final int MOST_DOUBLINGS = 20;

    /** As long and as often as EventBridge (protocol page, 3.1); the waits are those of somebody who plays. */
    public static Patience ofEventBridge() {
        return new Patience(
                Duration.ofMillis(100), Duration.ofSeconds(5), Duration.ofSeconds(30), 3, 185, Duration.ofHours(24));
    }

    Duration waitAfter(int tries, Duration atMost) {
        Duration wait = firstWait.multipliedBy(1L << Math.clamp(tries - 1, 0, MOST_DOUBLINGS));
        return wait.compareTo(atMost) < 0 ? wait : atMost;
    }
}
