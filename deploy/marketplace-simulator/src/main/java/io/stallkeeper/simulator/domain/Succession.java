package io.stallkeeper.simulator.domain;

import io.stallkeeper.simulator.domain.MarketplaceEvent.AgreementAccepted;
import io.stallkeeper.simulator.domain.MarketplaceEvent.AgreementEnded;
import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.agreement.AgreementIntent;
import io.stallkeeper.simulator.domain.agreement.AgreementTerms;
import io.stallkeeper.simulator.domain.agreement.EndReason;
import io.stallkeeper.simulator.domain.agreement.Payment;
import io.stallkeeper.simulator.domain.agreement.Sale;
import io.stallkeeper.simulator.domain.notification.LifecycleStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One agreement ends, and a new one with a new license is there at once (protocol page, 3.2 and 3.5): the end of the old
 * one is told first, then the new one; its license follows.
 */
final class Succession {
    private Succession() {}

    /** The same once more, for as long again. */
    static List<MarketplaceEvent> renewal(
            Agreement old, Successor names, Instant at, Marketplace marketplace, Announcements told) {
        AgreementTerms terms = old.terms();
        Duration again = Duration.between(beginOf(terms, marketplace), Objects.requireNonNull(terms.endsAt()));
        Sale sale = new Sale(
                terms.sale().offerKind(),
                AgreementIntent.RENEW,
                terms.agreementId(),
                terms.sale().resale());
        var next = new AgreementAccepted(
                successor(terms, names, at, at.plus(again), sale),
                old.entitlements(),
                old.autoRenewal(),
                Payment.SUCCEEDS);
        return follow(old, EndReason.RENEWED, next, at, told);
    }

    /** What replaced another for the rest of its time has the time of that one. */
    private static Instant beginOf(AgreementTerms terms, Marketplace marketplace) {
        AgreementTerms first = terms;
        for (var earlier = replacedBy(first, marketplace); earlier.isPresent(); ) {
            first = earlier.get();
            earlier = replacedBy(first, marketplace);
        }
        return first.acceptedAt();
    }

    private static Optional<AgreementTerms> replacedBy(AgreementTerms terms, Marketplace marketplace) {
        return terms.sale().intent() == AgreementIntent.REPLACE
                ? Optional.ofNullable(terms.sale().previousAgreementId())
                        .flatMap(marketplace.agreements()::byId)
                        .map(Agreement::terms)
                        .filter(earlier -> Objects.equals(earlier.endsAt(), terms.endsAt()))
                : Optional.empty();
    }

    /** Something else in its place, until then. */
    static List<MarketplaceEvent> replacement(
            Agreement old, Replacement wish, @Nullable Instant endsAt, Instant at, Announcements told) {
        Conditions conditions = wish.conditions();
        Sale sale = new Sale(
                conditions.offerKind(), AgreementIntent.REPLACE, old.terms().agreementId(), conditions.resale());
        var next = new AgreementAccepted(
                successor(old.terms(), wish.names(), at, endsAt, sale),
                wish.entitlements(),
                conditions.autoRenewal() && endsAt != null,
                Payment.SUCCEEDS);
        return follow(old, EndReason.REPLACED, next, at, told);
    }

    private static List<MarketplaceEvent> follow(
            Agreement old, EndReason reason, AgreementAccepted next, Instant at, Announcements told) {
        Agreement successor = Agreement.accepted(next.terms(), next.entitlements(), next.autoRenewal(), next.payment());
        return told.add(
                        new AgreementEnded(old.terms().agreementId(), reason, at),
                        LifecycleStep.SUPERSEDED,
                        old.ended(at, reason),
                        at)
                .add(next, LifecycleStep.ACCEPTED, successor, at)
                .events();
    }

    private static AgreementTerms successor(
            AgreementTerms old, Successor names, Instant at, @Nullable Instant endsAt, Sale sale) {
        return new AgreementTerms(
                names.agreementId(),
                old.productCode(),
                old.identity(),
                names.licenseArn(),
                names.offerId(),
                old.accountId(),
                old.customerIdentifier(),
                at,
                endsAt,
                sale);
    }
}
