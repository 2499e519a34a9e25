package io.stallkeeper.simulator.domain;

import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.agreement.AgreementTerms;
import io.stallkeeper.simulator.domain.agreement.CalendarLength;
import io.stallkeeper.simulator.domain.agreement.Stage;
import io.stallkeeper.simulator.domain.refusal.Refusal;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How the clock may be set: forward, not too far, not too fast, and so that what happens by it stays countable. */
final class ClockRules {
    private static final Duration LONGEST_JUMP = Duration.ofDays(3660);
    /** A day a second. */
    private static final double FASTEST = 86_400;
    /** Each is an agreement, a license and some notifications more, some two kilobytes in memory. */
    private static final long MOST_RENEWALS = 100_000;
    /** What a rate brings in this much real time is looked at. */
    private static final Duration LOOK_AHEAD = Duration.ofMinutes(1);

    private ClockRules() {}

    /** The first reason against this jump. */
    static Optional<Refusal> checkJump(Duration by, Moment moment) {
        return !by.isPositive() || by.compareTo(LONGEST_JUMP) > 0
                ? invalid("by: more than nothing, at most " + LONGEST_JUMP)
                : checkRenewals(moment.now().plus(by), moment.marketplace());
    }

    /** The first reason against going on at this rate from this instant. */
    static Optional<Refusal> checkSetting(double rate, Instant now, Moment moment) {
        if (!(rate >= 0 && rate <= FASTEST)) {
            return invalid("rate: 0, if the clock shall stand, to " + FASTEST);
        }
        if (now.isBefore(moment.now()) || Duration.between(moment.now(), now).compareTo(LONGEST_JUMP) > 0) {
            return invalid("now: the clock goes forward only, at most by " + LONGEST_JUMP);
        }
        Instant soon = now.plusMillis(Math.round(rate * LOOK_AHEAD.toMillis()));
        return checkRenewals(soon, moment.marketplace());
    }

    private static Optional<Refusal> checkRenewals(Instant until, Marketplace marketplace) {
        long renewals = marketplace.agreements().all().stream()
                .mapToLong(agreement -> renewals(agreement, until))
                .sum();
        return renewals > MOST_RENEWALS
                ? invalid("agreements would renew themselves " + renewals + " times; more than " + MOST_RENEWALS
                        + " in one jump, or in a minute of real time, are too many")
                : Optional.empty();
    }

    private static long renewals(Agreement agreement, Instant until) {
        AgreementTerms terms = agreement.terms();
        Instant endsAt = terms.endsAt();
        CalendarLength length = terms.length();
        boolean ended = agreement.stage() instanceof Stage.Ended || agreement.stage() instanceof Stage.Closed;
        if (ended || !agreement.autoRenewal() || endsAt == null || length == null || endsAt.isAfter(until)) {
            return 0;
        }
        return 1 + Duration.between(endsAt, until).dividedBy(Duration.between(endsAt, length.from(endsAt)));
    }

    private static Optional<Refusal> invalid(String message) {
        return Optional.of(RefusalCode.VALIDATION.because(message));
    }
}
