package io.stallkeeper.simulator.domain;

import io.stallkeeper.simulator.domain.MarketplaceEvent.AgreementAccepted;
import io.stallkeeper.simulator.domain.MarketplaceEvent.AgreementEnded;
import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.agreement.AgreementIntent;
import io.stallkeeper.simulator.domain.agreement.AgreementTerms;
import io.stallkeeper.simulator.domain.agreement.CalendarLength;
import io.stallkeeper.simulator.domain.agreement.EndReason;
import io.stallkeeper.simulator.domain.agreement.Payment;
import io.stallkeeper.simulator.domain.agreement.Sale;
import io.stallkeeper.simulator.domain.notification.LifecycleStep;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One agreement ends, and a new one with a new license is there at once (protocol page, 3.2 and 3.5): the end of the
 * old one is told first, then the new one; its license follows.
 */
final class Succession {
    private Succession() {}

    /** How long the new one runs, and until when: what takes the place of another may take its end, too. */
    record Term(CalendarLength length, Instant endsAt) {

        /** Of an agreement that has an end. */
        static Term of(AgreementTerms terms) {
            return new Term(Objects.requireNonNull(terms.length()), Objects.requireNonNull(terms.endsAt()));
        }
    }

    /** The same once more, for as long again. */
    static List<MarketplaceEvent> renewal(Agreement old, Successor names, Instant at, Announcements told) {
        AgreementTerms terms = old.terms();
        CalendarLength again = Objects.requireNonNull(terms.length());
        Sale sale = new Sale(
                terms.sale().offerKind(),
                AgreementIntent.RENEW,
                terms.agreementId(),
                terms.sale().resale());
        var next = new AgreementAccepted(
                successor(terms, names, at, new Term(again, again.from(at)), sale),
                old.entitlements(),
                old.autoRenewal(),
                Payment.SUCCEEDS);
        return follow(old, EndReason.RENEWED, next, at, told);
    }

    /** Something else in its place, for that long. */
    static List<MarketplaceEvent> replacement(
            Agreement old, Replacement wish, @Nullable Term term, Instant at, Announcements told) {
        Conditions conditions = wish.conditions();
        Sale sale = new Sale(
                conditions.offerKind(), AgreementIntent.REPLACE, old.terms().agreementId(), conditions.resale());
        var next = new AgreementAccepted(
                successor(old.terms(), wish.names(), at, term, sale),
                wish.entitlements(),
                conditions.autoRenewal() && term != null,
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
            AgreementTerms old, Successor names, Instant at, @Nullable Term term, Sale sale) {
        return new AgreementTerms(
                names.agreementId(),
                old.productCode(),
                old.identity(),
                names.licenseArn(),
                names.offerId(),
                old.accountId(),
                old.customerIdentifier(),
                at,
                term == null ? null : term.endsAt(),
                term == null ? null : term.length(),
                sale);
    }
}
