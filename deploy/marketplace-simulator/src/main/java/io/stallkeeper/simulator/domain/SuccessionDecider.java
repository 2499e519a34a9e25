package io.stallkeeper.simulator.domain;

import io.stallkeeper.simulator.domain.Decision.Accepted;
import io.stallkeeper.simulator.domain.Decision.Rejected;
import io.stallkeeper.simulator.domain.Succession.Term;
import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.agreement.AgreementTerms;
import io.stallkeeper.simulator.domain.agreement.CalendarLength;
import io.stallkeeper.simulator.domain.agreement.OfferKind;
import io.stallkeeper.simulator.domain.agreement.Payment;
import io.stallkeeper.simulator.domain.agreement.Stage;
import io.stallkeeper.simulator.domain.listing.Product;
import io.stallkeeper.simulator.domain.refusal.Refusal;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A licensed buyer goes on under a new agreement (protocol page, 3.2 and 7). The answer is its id. */
public final class SuccessionDecider {
    private SuccessionDecider() {}

    /** The buyer renews before the end; what has no end has nothing to renew, and a trial is replaced. */
    public static Decision<String> renew(String agreementId, Successor names, Moment moment) {
        return ofActive(agreementId, moment, agreement -> {
            if (!agreement.terms().canRenewItself()) {
                return conflict(agreementId + " cannot be renewed: it has no end, or is a free trial");
            }
            return accepted(Succession.renewal(agreement, names, moment.now(), told(moment)), names);
        });
    }

    /** The buyer accepts another offer in the place of the running agreement: an upgrade, or what follows a trial. */
    public static Decision<String> replace(String agreementId, Replacement wish, Moment moment) {
        return ofActive(agreementId, moment, agreement -> {
            Product product = moment.marketplace()
                    .product(agreement.terms().productCode())
                    .orElseThrow();
            Optional<Refusal> refusal = conditions(wish.conditions())
                    .or(() -> SubscriptionRules.check(wish.entitlements(), product))
                    .or(() -> SubscriptionRules.check(wish.duration(), moment.now()));
            if (refusal.isPresent()) {
                return new Rejected<>(refusal.get());
            }
            Term term = term(agreement.terms(), wish, product, moment.now());
            return accepted(Succession.replacement(agreement, wish, term, moment.now(), told(moment)), wish.names());
        });
    }

    /** Whose payment fails keeps the agreement that there is: nothing is replaced, and nothing happens. */
    private static Optional<Refusal> conditions(Conditions conditions) {
        if (conditions.offerKind() == OfferKind.FREE_TRIAL) {
            return Optional.of(RefusalCode.VALIDATION.because("offer: a free trial replaces nothing"));
        }
        return conditions.payment() == Payment.FAILS
                ? Optional.of(RefusalCode.VALIDATION.because("offer.payment: what is not paid replaces nothing"))
                : Optional.empty();
    }

    private static @Nullable Term term(AgreementTerms old, Replacement wish, Product product, Instant now) {
        CalendarLength wished = wish.duration();
        if (wished == null && old.canRenewItself()) {
            return Term.of(old);
        }
        CalendarLength length = wished == null ? wish.conditions().usualDuration(product.pricingModel()) : wished;
        return length == null ? null : new Term(length, length.from(now));
    }

    @FunctionalInterface
    private interface Change {
        Decision<String> decide(Agreement agreement);
    }

    private static Decision<String> ofActive(String agreementId, Moment moment, Change change) {
        Optional<Agreement> agreement = moment.marketplace().agreements().byId(agreementId);
        if (agreement.isEmpty()) {
            return new Rejected<>(RefusalCode.RESOURCE_NOT_FOUND.because("no agreement " + agreementId));
        }
        return agreement.get().stage() instanceof Stage.Active
                ? change.decide(agreement.get())
                : conflict(agreementId + " has no license now");
    }

    private static Announcements told(Moment moment) {
        return new Announcements(moment.marketplace());
    }

    private static Decision<String> accepted(List<MarketplaceEvent> events, Successor names) {
        return new Accepted<>(events, names.agreementId());
    }

    private static Decision<String> conflict(String message) {
        return new Rejected<>(RefusalCode.CONFLICT.because(message));
    }
}
