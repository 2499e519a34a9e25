package io.stallkeeper.simulator.domain;

import io.stallkeeper.simulator.domain.refusal.Refusal;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long a free trial may be; AWS's texts disagree (protocol page, 10, A9). */
public enum TrialLength {
    SELLER_GUIDE(7, 90),
    AGREEMENT_MODEL(5, 31);

    private final int shortestDays;
    private final int longestDays;

    TrialLength(int shortestDays, int longestDays) {
        this.shortestDays = shortestDays;
        this.longestDays = longestDays;
    }

    /** The reason against a trial of this length; null for the usual one, of 30 days, is always right. */
    Optional<Refusal> check(@Nullable Duration duration) {
        boolean wrong = duration != null
                && (duration.compareTo(Duration.ofDays(shortestDays)) < 0
                        || duration.compareTo(Duration.ofDays(longestDays)) > 0);
        return wrong
                ? Optional.of(RefusalCode.VALIDATION.because(
                        "duration: a free trial takes " + shortestDays + " to " + longestDays + " days"))
                : Optional.empty();
    }
}
