package io.stallkeeper.simulator.domain.agreement;

import io.stallkeeper.simulator.domain.agreement.Stage.Active;
import io.stallkeeper.simulator.domain.agreement.Stage.Closed;
import io.stallkeeper.simulator.domain.agreement.Stage.Ended;
import io.stallkeeper.simulator.domain.agreement.Stage.Pending;
import io.stallkeeper.simulator.domain.listing.ProductIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long an agreement stays in each stage, on the marketplace's clock (protocol page, 3.4 and 10, A1). Who renews or
 * replaces has the new license at once.
 */
public record LifecycleTiming(
        Duration activationDelay,
        Duration deprovisioningGap,
        Duration finalWindow,
        FinalWindowOpens opens,
        ActivationEvent activation) {

    /** When this agreement moves on by itself; never, if it waits for somebody. */
    public Optional<Instant> due(Agreement agreement) {
        AgreementTerms terms = agreement.terms();
        return switch (agreement.stage()) {
            case Pending _ -> Optional.of(activation(terms));
            case Active _ -> Optional.ofNullable(terms.endsAt());
            case Ended ended ->
                Optional.of(
                        ended.deprovisionedAt() == null
                                ? ended.endedAt().plus(deprovisioningGap)
                                : closing(terms, ended.endedAt(), ended.deprovisionedAt()));
            case Closed _ -> Optional.empty();
        };
    }

    /** When the seller is told of a license that is there at this instant. */
    public Instant toldOfLicense(AgreementTerms terms, Instant activatedAt) {
        return isActiveAtOnce(terms) ? activatedAt.plus(delay(terms)) : activatedAt;
    }

    private Instant activation(AgreementTerms terms) {
        return isActiveAtOnce(terms) ? terms.acceptedAt() : terms.acceptedAt().plus(delay(terms));
    }

    private Duration delay(AgreementTerms terms) {
        return terms.sale().intent().isSuccession() ? Duration.ZERO : activationDelay;
    }

    /** Older listings have no Purchase Agreement Created. */
    private boolean isActiveAtOnce(AgreementTerms terms) {
        return activation == ActivationEvent.PURCHASE_AGREEMENT_CREATED && terms.identity() != ProductIdentity.LEGACY;
    }

    /** Legacy products always count from {@code unsubscribe-pending}. */
    private Instant closing(AgreementTerms terms, Instant endedAt, Instant deprovisionedAt) {
        boolean atEnd = terms.identity() == ProductIdentity.LEGACY || opens == FinalWindowOpens.AT_END;
        Instant closing = (atEnd ? endedAt : deprovisionedAt).plus(finalWindow);
        return closing.isBefore(deprovisionedAt) ? deprovisionedAt : closing;
    }
}
