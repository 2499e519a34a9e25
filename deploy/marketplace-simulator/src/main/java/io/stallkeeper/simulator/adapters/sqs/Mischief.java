package io.stallkeeper.simulator.adapters.sqs;

import java.util.Random;

/**
 * What AWS's notifications may do and local queues never do: come twice, come in another order (protocol page, 2.3 and
 * 3.1). The same seed makes the same mischief for the same notifications of one queue.
 *
 * @param duplication how probable it is that a notification comes twice, 0 to 1
 * @param reordering how probable it is that a notification comes after its successor, 0 to 1
 */
public record Mischief(Random random, double duplication, double reordering) {

    /** Everything comes once and in order. */
    public static Mischief none() {
        return new Mischief(new Random(0), 0, 0);
    }

    int copies() {
        return random.nextDouble() < duplication ? 2 : 1;
    }

    boolean reorders() {
        return random.nextDouble() < reordering;
    }
}
