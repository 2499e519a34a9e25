package io.stallkeeper.simulator.domain;

import io.stallkeeper.simulator.domain.Decision.Accepted;
import io.stallkeeper.simulator.domain.Decision.Rejected;
import io.stallkeeper.simulator.domain.MarketplaceEvent.RegistrationTokenIssued;
import io.stallkeeper.simulator.domain.MarketplaceEvent.RegistrationTokenSpent;
import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Registration tokens: any number of uses until they expire, or one (protocol page, 1.2, 1.3 and 10, A3). */
public final class RegistrationDecider {
    private RegistrationDecider() {}

    /** The buyer chooses "Set up your account"; the answer is when the token expires. */
    public static Decision<Instant> issue(String tokenHash, String agreementId, Duration life, Moment moment) {
        Optional<Agreement> agreement = moment.marketplace().agreements().byId(agreementId);
        if (agreement.isEmpty()) {
            return new Rejected<>(RefusalCode.RESOURCE_NOT_FOUND.because("no agreement " + agreementId));
        }
        if (!agreement.get().isCurrent()) {
            return new Rejected<>(RefusalCode.CONFLICT.because(
                    agreementId + " is " + agreement.get().status()));
        }
        Instant expiresAt = moment.now().plus(life);
        return new Accepted<>(List.of(new RegistrationTokenIssued(tokenHash, agreementId, expiresAt)), expiresAt);
    }

    /** The seller asks whose token it is. A resubmitted one is refused as one that has expired (protocol page, 1.2). */
    public static Decision<Agreement> resolve(String tokenHash, TokenUse use, Moment moment) {
        Optional<RegistrationToken> token = moment.marketplace().token(tokenHash);
        if (token.isEmpty()) {
            return new Rejected<>(RefusalCode.INVALID_TOKEN.because("Registration token is invalid."));
        }
        if (!moment.now().isBefore(token.get().expiresAt())) {
            return new Rejected<>(RefusalCode.EXPIRED_TOKEN.because(
                    "Registration token expired at " + token.get().expiresAt() + "."));
        }
        if (token.get().spent() && use == TokenUse.SINGLE_USE) {
            return new Rejected<>(RefusalCode.EXPIRED_TOKEN.because("Registration token was submitted already."));
        }
        return new Accepted<>(
                use == TokenUse.SINGLE_USE ? List.of(new RegistrationTokenSpent(tokenHash)) : List.of(),
                moment.marketplace().agreements().known(token.get().agreementId()));
    }
}
