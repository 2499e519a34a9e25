package io.stallkeeper.local.life;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waiting, within bounds, for what other processes do; they may be away for a while. */
public final class Patience {

    private static final Duration AT_MOST = Duration.ofMinutes(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private Patience() {}

    /** Returns when it is true; throws IllegalStateException if it isn't in time. */
    public static void until(String what, BooleanSupplier condition) {
        retry(what, () -> condition.getAsBoolean() ? what : null);
    }

    /** The first answer that isn't null; an exception on the way is a reason to try again. */
    public static <T> T retry(String what, Supplier<? extends @Nullable T> attempt) {
        long deadline = System.nanoTime() + AT_MOST.toNanos();
        RuntimeException last = null;
        do {
            try {
                var answer = attempt.get();
                if (answer != null) {
                    return answer;
                }
                last = null;
            } catch (UncheckedIOException | IllegalStateException e) {
                last = e;
            }
            pause();
        } while (System.nanoTime() < deadline);
        throw new IllegalStateException("Waited in vain for %s: %d s.".formatted(what, AT_MOST.toSeconds()), last);
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
