package io.stallkeeper.simulator.domain;

import io.stallkeeper.simulator.domain.Decision.Accepted;
import io.stallkeeper.simulator.domain.Decision.Rejected;
import io.stallkeeper.simulator.domain.MarketplaceEvent.AgreementAccepted;
import io.stallkeeper.simulator.domain.MarketplaceEvent.AgreementEnded;
import io.stallkeeper.simulator.domain.MarketplaceEvent.AutoRenewalChanged;
import io.stallkeeper.simulator.domain.MarketplaceEvent.EntitlementsChanged;
import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.agreement.AgreementIntent;
import io.stallkeeper.simulator.domain.agreement.AgreementTerms;
import io.stallkeeper.simulator.domain.agreement.CalendarLength;
import io.stallkeeper.simulator.domain.agreement.EndReason;
import io.stallkeeper.simulator.domain.agreement.Entitlement;
import io.stallkeeper.simulator.domain.agreement.Sale;
import io.stallkeeper.simulator.domain.agreement.Stage;
import io.stallkeeper.simulator.domain.listing.Product;
import io.stallkeeper.simulator.domain.notification.LifecycleStep;
import io.stallkeeper.simulator.domain.refusal.Refusal;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** What the buyer does, and what becomes of the payment (protocol page, 2.3, 3.2 and 3.7). */
public final class AgreementDecider {
    private AgreementDecider() {}

    /** The buyer accepts an offer. */
    public static Decision<Agreement> subscribe(Subscription wish, Moment moment) {
        return subscribe(wish, TrialLength.SELLER_GUIDE, moment);
    }

    /** The same; a free trial may be of this length. */
    public static Decision<Agreement> subscribe(Subscription wish, TrialLength trialLength, Moment moment) {
        Optional<Product> product = moment.marketplace().product(wish.productCode());
        if (product.isEmpty()) {
            return new Rejected<>(RefusalCode.RESOURCE_NOT_FOUND.because("no product " + wish.productCode()));
        }
        Optional<Refusal> refusal = SubscriptionRules.check(wish, product.get(), trialLength, moment);
        if (refusal.isPresent()) {
            return new Rejected<>(refusal.get());
        }
        var event = new AgreementAccepted(
                terms(wish, product.get(), moment.now()),
                wish.entitlements(),
                wish.conditions().autoRenewal(),
                wish.conditions().payment());
        Agreement agreement =
                Agreement.accepted(event.terms(), event.entitlements(), event.autoRenewal(), event.payment());
        return accepted(event, LifecycleStep.ACCEPTED, agreement, moment);
    }

    /** The buyer cancels; who isn't licensed yet never will be. */
    public static Decision<Agreement> cancel(String agreementId, Moment moment) {
        return ofCurrent(agreementId, moment, agreement -> end(agreement, EndReason.CANCELLED, moment));
    }

    /** The buyer changes what the contract grants; before the license is there, that changes the agreement alone. */
    public static Decision<Agreement> changeEntitlements(
            String agreementId, List<Entitlement> entitlements, Moment moment) {
        return ofCurrent(agreementId, moment, agreement -> {
            Product product = moment.marketplace()
                    .product(agreement.terms().productCode())
                    .orElseThrow();
            Optional<Refusal> refusal = SubscriptionRules.check(entitlements, product)
                    .or(() -> SubscriptionRules.noLess(agreement.entitlements(), entitlements));
            if (refusal.isPresent()) {
                return new Rejected<>(refusal.get());
            }
            var event = new EntitlementsChanged(agreementId, entitlements, moment.now());
            LifecycleStep step =
                    agreement.stage() instanceof Stage.Pending ? LifecycleStep.AMENDED : LifecycleStep.CHANGED;
            return accepted(event, step, agreement.granting(entitlements), moment);
        });
    }

    /** The buyer switches the renewal at the end on or off. */
    public static Decision<Agreement> changeAutoRenewal(String agreementId, boolean enabled, Moment moment) {
        return ofCurrent(agreementId, moment, agreement -> {
            if (enabled && !agreement.terms().canRenewItself()) {
                return new Rejected<>(RefusalCode.CONFLICT.because(
                        agreementId + " cannot be renewed: it has no end, or is a free trial"));
            }
            if (agreement.autoRenewal() == enabled) {
                return new Accepted<>(List.of(), agreement);
            }
            var event = new AutoRenewalChanged(agreementId, enabled, moment.now());
            return accepted(event, LifecycleStep.AMENDED, agreement.renewing(enabled), moment);
        });
    }

    /**
     * The buyer's payment fails: who isn't licensed yet never will be, who is loses the license (protocol page, 3.7).
     */
    public static Decision<Agreement> failPayment(String agreementId, Moment moment) {
        return ofCurrent(agreementId, moment, agreement -> end(agreement, EndReason.TERMINATED, moment));
    }

    private static Decision<Agreement> end(Agreement agreement, EndReason reason, Moment moment) {
        var event = new AgreementEnded(agreement.terms().agreementId(), reason, moment.now());
        LifecycleStep step =
                agreement.stage() instanceof Stage.Pending ? LifecycleStep.NEVER_LICENSED : LifecycleStep.ENDED;
        return accepted(event, step, agreement.ended(moment.now(), reason), moment);
    }

    @FunctionalInterface
    private interface Change {
        Decision<Agreement> decide(Agreement agreement);
    }

    private static Decision<Agreement> ofCurrent(String agreementId, Moment moment, Change change) {
        Optional<Agreement> agreement = moment.marketplace().agreements().byId(agreementId);
        if (agreement.isEmpty()) {
            return new Rejected<>(RefusalCode.RESOURCE_NOT_FOUND.because("no agreement " + agreementId));
        }
        return agreement.get().isCurrent()
                ? change.decide(agreement.get())
                : new Rejected<>(RefusalCode.CONFLICT.because(
                        agreementId + " is " + agreement.get().status()));
    }

    private static Decision<Agreement> accepted(
            MarketplaceEvent event, LifecycleStep step, Agreement agreement, Moment moment) {
        var told = new Announcements(moment.marketplace()).add(event, step, agreement, moment.now());
        return new Accepted<>(told.events(), agreement);
    }

    private static AgreementTerms terms(Subscription wish, Product product, Instant now) {
        Conditions conditions = wish.conditions();
        CalendarLength usual = conditions.usualDuration(product.pricingModel());
        CalendarLength length = wish.duration() == null ? usual : wish.duration();
        return new AgreementTerms(
                wish.agreementId(),
                product.productCode(),
                product.identity(),
                wish.licenseArn(),
                wish.offerId(),
                wish.accountId(),
                product.identity().metersByProductCode() ? customerIdentifier(wish) : null,
                now,
                length == null ? null : length.from(now),
                length,
                new Sale(conditions.offerKind(), AgreementIntent.NEW, null, conditions.resale()));
    }

    /** Always the same for one buyer of one product, also after a second subscription. */
    private static String customerIdentifier(Subscription wish) {
        String name = wish.productCode() + "\n" + wish.accountId();
        UUID hash = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return Long.toUnsignedString(hash.getMostSignificantBits(), Character.MAX_RADIX)
                .toUpperCase(Locale.ROOT);
    }
}
