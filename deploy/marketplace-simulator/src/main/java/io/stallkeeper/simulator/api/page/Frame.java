package io.stallkeeper.simulator.api.page;

import io.stallkeeper.simulator.api.admin.ClockResource;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds every page: the navigation and the marketplace's clock.
 *
 * @param current null on pages that are in no list
 * @param done what has just happened, to be said once
 * @param live whether the page renews itself
 */
public record Frame(
        @Nullable Section current,
        Instant now,
        Duration ahead,
        double rate,
        @Nullable Done done,
        boolean live) {
    private static final long HALF_A_SECOND_MS = 500;

    /** A frame that neither tells of anything nor renews itself. */
    static Frame of(@Nullable Section current, ClockResource.Reading clock) {
        return new Frame(current, clock.now(), rounded(clock.aheadOfRealTime()), clock.rate(), null, false);
    }

    /** The same, telling what has just happened. */
    Frame after(@Nullable Done what) {
        return new Frame(current, now, ahead, rate, what, live);
    }

    /** The same, renewing itself if so wished. */
    Frame live(boolean wished) {
        return new Frame(current, now, ahead, rate, done, wished);
    }

    public List<Section.Purpose> purposes() {
        return List.of(Section.Purpose.values());
    }

    /** Whether a clock that has been moved must be told from the real one. */
    public boolean isMoved() {
        return !ahead.isZero();
    }

    /** At what pace the clock goes, if not at that of real time; empty if it does. */
    public String pace() {
        if (rate == 0) {
            return "stands";
        }
        return rate == 1 ? "" : BigDecimal.valueOf(rate).stripTrailingZeros().toPlainString() + "×";
    }

    /** To the second; the clock was read a moment before the real one. */
    private static Duration rounded(Duration duration) {
        return Duration.ofSeconds(duration.plusMillis(HALF_A_SECOND_MS).toSeconds());
    }
}
