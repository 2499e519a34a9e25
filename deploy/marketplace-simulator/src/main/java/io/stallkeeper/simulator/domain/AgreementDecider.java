package io.stallkeeper.simulator.domain;

import io.stallkeeper.simulator.domain.Decision.Accepted;
import io.stallkeeper.simulator.domain.Decision.Rejected;
import io.stallkeeper.simulator.domain.MarketplaceEvent.AgreementAccepted;
import io.stallkeeper.simulator.domain.MarketplaceEvent.AgreementActivated;
import io.stallkeeper.simulator.domain.MarketplaceEvent.AgreementClosed;
import io.stallkeeper.simulator.domain.MarketplaceEvent.AgreementEnded;
import io.stallkeeper.simulator.domain.MarketplaceEvent.EntitlementsChanged;
import io.stallkeeper.simulator.domain.MarketplaceEvent.LicenseDeprovisioned;
import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.agreement.AgreementTerms;
import io.stallkeeper.simulator.domain.agreement.EndReason;
import io.stallkeeper.simulator.domain.agreement.Entitlement;
import io.stallkeeper.simulator.domain.agreement.Stage.Active;
import io.stallkeeper.simulator.domain.agreement.Stage.Closed;
import io.stallkeeper.simulator.domain.agreement.Stage.Ended;
import io.stallkeeper.simulator.domain.agreement.Stage.Pending;
import io.stallkeeper.simulator.domain.listing.Product;
import io.stallkeeper.simulator.domain.notification.LifecycleStep;
import io.stallkeeper.simulator.domain.refusal.Refusal;
import io.stallkeeper.simulator.domain.refusal.RefusalCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** What the buyer does, and what then happens by itself (protocol page, 2.3 and 3.4). */
public final class AgreementDecider {
    private static final Duration CONTRACT_DURATION = Duration.ofDays(365);

    private AgreementDecider() {}

    /** The buyer accepts an offer. */
    public static Decision<Agreement> subscribe(Subscription wish, Moment moment) {
        Optional<Product> product = moment.marketplace().product(wish.productCode());
        if (product.isEmpty()) {
            return new Rejected<>(RefusalCode.RESOURCE_NOT_FOUND.because("no product " + wish.productCode()));
        }
        Optional<Refusal> refusal = SubscriptionRules.check(wish, product.get(), moment.marketplace());
        if (refusal.isPresent()) {
            return new Rejected<>(refusal.get());
        }
        Agreement agreement = Agreement.accepted(terms(wish, product.get(), moment.now()), wish.entitlements());
        var event = new AgreementAccepted(agreement.terms(), agreement.entitlements());
        return accepted(event, LifecycleStep.ACCEPTED, agreement, moment);
    }

    /** The buyer cancels. */
    public static Decision<Agreement> cancel(String agreementId, Moment moment) {
        return ofCurrent(agreementId, moment, agreement -> {
            var event = new AgreementEnded(agreementId, EndReason.CANCELLED, moment.now());
            Agreement ended = agreement.ended(moment.now(), EndReason.CANCELLED);
            return accepted(event, LifecycleStep.ENDED, ended, moment);
        });
    }

    /** The buyer changes what the contract grants. */
    public static Decision<Agreement> changeEntitlements(
            String agreementId, List<Entitlement> entitlements, Moment moment) {
        return ofCurrent(agreementId, moment, agreement -> {
            Product product = moment.marketplace()
                    .product(agreement.terms().productCode())
                    .orElseThrow();
            Optional<Refusal> refusal = SubscriptionRules.check(entitlements, product);
            if (refusal.isPresent()) {
                return new Rejected<>(refusal.get());
            }
            var event = new EntitlementsChanged(agreementId, entitlements, moment.now());
            return accepted(event, LifecycleStep.CHANGED, agreement.granting(entitlements), moment);
        });
    }

    /** What is due first by now, at the instant at which it was due; nothing, if nothing is. */
    public static List<MarketplaceEvent> moveOn(Moment moment) {
        return moment.marketplace()
                .agreements()
                .dueBy(moment.now())
                .map(agreement -> moveOn(agreement, moment.marketplace()))
                .orElse(List.of());
    }

    private static List<MarketplaceEvent> moveOn(Agreement agreement, Marketplace marketplace) {
        String id = agreement.terms().agreementId();
        Instant at = marketplace.agreements().dueOf(agreement).orElseThrow();
        return switch (agreement.stage()) {
            case Pending _ ->
                Announcements.after(
                        new AgreementActivated(id, at),
                        LifecycleStep.ACTIVATED,
                        agreement.activated(at),
                        marketplace,
                        at);
            case Active _ ->
                Announcements.after(
                        new AgreementEnded(id, EndReason.EXPIRED, at),
                        LifecycleStep.ENDED,
                        agreement.ended(at, EndReason.EXPIRED),
                        marketplace,
                        at);
            case Ended ended ->
                ended.deprovisionedAt() == null
                        ? Announcements.after(
                                new LicenseDeprovisioned(id, at),
                                LifecycleStep.DEPROVISIONED,
                                agreement,
                                marketplace,
                                at)
                        : Announcements.after(
                                new AgreementClosed(id, at), LifecycleStep.CLOSED, agreement, marketplace, at);
            case Closed _ -> throw new IllegalStateException(id + " is closed and yet due");
        };
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
        return new Accepted<>(
                Announcements.after(event, step, agreement, moment.marketplace(), moment.now()), agreement);
    }

    private static AgreementTerms terms(Subscription wish, Product product, Instant now) {
        Duration usual = product.pricingModel().hasContract() ? CONTRACT_DURATION : null;
        Duration duration = wish.duration() == null ? usual : wish.duration();
        return new AgreementTerms(
                wish.agreementId(),
                product.productCode(),
                product.identity(),
                wish.licenseArn(),
                wish.offerId(),
                wish.accountId(),
                product.identity().metersByProductCode() ? customerIdentifier(wish) : null,
                now,
                duration == null ? null : now.plus(duration));
    }

    /** Always the same for one buyer of one product, also after a second subscription. */
    private static String customerIdentifier(Subscription wish) {
        String name = wish.productCode() + "\n" + wish.accountId();
        UUID hash = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return Long.toUnsignedString(hash.getMostSignificantBits(), Character.MAX_RADIX)
                .toUpperCase(Locale.ROOT);
    }
}
