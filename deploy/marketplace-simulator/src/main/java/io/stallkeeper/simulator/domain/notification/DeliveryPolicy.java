package io.stallkeeper.simulator.domain.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What happens to notifications on their way; AWS promises neither order nor a single delivery, and by EventBridge not
 * even one (protocol page, 2.3 and 3.1). All times are on the marketplace's clock. One seed makes the same mischief for
 * the same succession of notifications.
 *
 * @param delay from what happened to the notification's own time
 * @param jitter up to how much later than its own time it is sent
 * @param duplication how probable it is that it is sent twice, 0 to 1
 * @param reordering how probable it is that it is held back by {@code holdBack}, so that later ones overtake it, 0 to 1
 * @param loss how probable it is that it is never sent, 0 to 1
 * @param twins whether of a direct sale both roles' variants come, as some sellers report
 * @param endedNamesOffer whether Purchase Agreement Ended names the offer as documented; it was seen without (3.3)
 */
public record DeliveryPolicy(
        Duration delay,
        Duration jitter,
        double duplication,
        double reordering,
        Duration holdBack,
        double loss,
        boolean twins,
        boolean endedNamesOffer,
        long seed) {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** Everything comes at once, once and in order. */
    public static DeliveryPolicy calm(long seed) {
        return new DeliveryPolicy(Duration.ZERO, Duration.ZERO, 0, 0, Duration.ofSeconds(10), 0, false, true, seed);
    }

    /** When the notification of this number is sent, the earliest first; nothing if it is lost. */
    public List<Instant> sends(long number, Instant at) {
        var random = new SplittableRandom(seed + number * GOLDEN);
        boolean lost = random.nextDouble() < loss;
        boolean twice = random.nextDouble() < duplication;
        boolean held = random.nextDouble() < reordering;
        List<Instant> sends = new ArrayList<>(2);
        if (!lost) {
            Instant first = at.plus(jitter(random)).plus(held ? holdBack : Duration.ZERO);
            sends.add(first);
            if (twice) {
                sends.add(first.plus(jitter(random)));
            }
        }
        return sends;
    }

    private Duration jitter(SplittableRandom random) {
        return Duration.ofMillis(random.nextLong(jitter.toMillis() + 1));
    }
}
