package io.stallkeeper.simulator.domain;

import io.stallkeeper.simulator.domain.MarketplaceEvent.NotificationGivenUp;
import io.stallkeeper.simulator.domain.MarketplaceEvent.NotificationQueued;
import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.agreement.EndReason;
import io.stallkeeper.simulator.domain.agreement.Stage;
import io.stallkeeper.simulator.domain.listing.NotificationRoute;
import io.stallkeeper.simulator.domain.listing.Product;
import io.stallkeeper.simulator.domain.notification.DeliveryPolicy;
import io.stallkeeper.simulator.domain.notification.LifecycleStep;
import io.stallkeeper.simulator.domain.notification.Notification;
import io.stallkeeper.simulator.domain.notification.NotificationType;
import io.stallkeeper.simulator.domain.notification.Outbox;
import io.stallkeeper.simulator.domain.notification.Role;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Events of one decision, in order, each followed by the notifications that put it into words for the seller. */
final class Announcements {
    private final List<MarketplaceEvent> events = new ArrayList<>();
    private final Marketplace marketplace;
    private final Iterator<Notification> oldest;
    private long number;
    private int waiting;

    Announcements(Marketplace marketplace) {
        this.marketplace = marketplace;
        this.oldest = marketplace.outbox().fromOldest();
        this.number = marketplace.outbox().queued();
        this.waiting = marketplace.outbox().waitingCount();
    }

    /**
     * Adds an event and what is told of it.
     *
     * @param agreement as it is after the event
     */
    Announcements add(MarketplaceEvent event, LifecycleStep step, Agreement agreement, Instant at) {
        events.add(event);
        tell(step, agreement, at, type -> !isSuppressed(type, agreement));
        if (step == LifecycleStep.NEVER_LICENSED) {
            closedMeanwhile(agreement).ifPresent(closed -> tell(LifecycleStep.CLOSED, closed, at, _ -> true));
        }
        return this;
    }

    private void tell(LifecycleStep step, Agreement agreement, Instant at, Predicate<NotificationType> isTold) {
        Product product = marketplace.product(agreement.terms().productCode()).orElseThrow();
        for (NotificationRoute route : product.notifications()) {
            step.notifications(route.form(), product.pricingModel()).stream()
                    .filter(isTold)
                    .forEach(type -> roles(type, route, agreement)
                            .forEach(role -> tell(type, role, agreement, product, route, at)));
        }
    }

    List<MarketplaceEvent> events() {
        return List.copyOf(events);
    }

    private void tell(
            NotificationType type, Told as, Agreement agreement, Product product, NotificationRoute route, Instant at) {
        DeliveryPolicy policy = marketplace.behavior().delivery();
        Instant said = at.plus(policy.delay());
        var notification = new Notification(
                id(agreement, number),
                type,
                as.role(),
                agreement.terms(),
                product.productId(),
                route,
                agreement.status(),
                agreement.autoRenewal(),
                type != NotificationType.PURCHASE_AGREEMENT_ENDED || policy.endedNamesOffer(),
                said,
                policy.sends(number, said));
        events.add(new NotificationQueued(notification));
        number++;
        if (!notification.isLost() && waiting++ >= Outbox.MOST_WAITING) {
            events.add(new NotificationGivenUp(oldest.next().id(), at));
        }
    }

    /** As whom the seller is told once; SNS has no roles. */
    private record Told(@Nullable Role role) {}

    /**
     * Of a direct sale's agreement the seller is told as the proposer alone, of a reseller's as the manufacturer; of
     * licenses always as the manufacturer (protocol page, 3.1).
     */
    private List<Told> roles(NotificationType type, NotificationRoute route, Agreement agreement) {
        if (route.form().isSns()) {
            return List.of(new Told(null));
        }
        boolean direct = agreement.terms().sale().resale() == null;
        if (!type.isOfAgreement() || !direct) {
            return List.of(new Told(Role.MANUFACTURER));
        }
        return marketplace.behavior().delivery().twins()
                ? List.of(new Told(Role.PROPOSER), new Told(Role.MANUFACTURER))
                : List.of(new Told(Role.PROPOSER));
    }

    /**
     * SNS tells of the buyer of a product, not of agreements. Who is licensed by another one doesn't leave. Who goes on
     * or subscribes again before the final message is not told of the end, and who leaves twice once (protocol page,
     * 2.3).
     */
    private boolean isSuppressed(NotificationType type, Agreement agreement) {
        return switch (type) {
            case UNSUBSCRIBE_PENDING -> others(agreement).anyMatch(other -> other.stage() instanceof Stage.Active);
            case UNSUBSCRIBE_SUCCESS ->
                isSucceeded(agreement) || others(agreement).anyMatch(Announcements::isOpen);
            case SUBSCRIBE_SUCCESS,
                    SUBSCRIBE_FAIL,
                    ENTITLEMENT_UPDATED,
                    PURCHASE_AGREEMENT_CREATED,
                    PURCHASE_AGREEMENT_AMENDED,
                    PURCHASE_AGREEMENT_ENDED,
                    LICENSE_UPDATED,
                    LICENSE_DEPROVISIONED -> false;
        };
    }

    /** The agreement of whose end nobody was told, because the buyer was about to be licensed by this one. */
    private Optional<Agreement> closedMeanwhile(Agreement neverLicensed) {
        if (others(neverLicensed).anyMatch(Announcements::isOpen)) {
            return Optional.empty();
        }
        return others(neverLicensed)
                .filter(other -> other.stage() instanceof Stage.Closed(EndReason reason, Instant closedAt)
                        && !reason.isSucceeded()
                        && closedAt != null
                        && !closedAt.isBefore(neverLicensed.terms().acceptedAt()))
                .reduce((_, last) -> last);
    }

    private Stream<Agreement> others(Agreement agreement) {
        var terms = agreement.terms();
        return marketplace.agreements().ofAccount(terms.productCode(), terms.accountId()).stream()
                .filter(other -> !other.terms().agreementId().equals(terms.agreementId()));
    }

    /** Whether the buyer is licensed by it, will be, or will be told that it is over. */
    private static boolean isOpen(Agreement agreement) {
        return switch (agreement.stage()) {
            case Stage.Pending _, Stage.Active _ -> true;
            case Stage.Ended _ -> !isSucceeded(agreement);
            case Stage.Closed _ -> false;
        };
    }

    private static boolean isSucceeded(Agreement agreement) {
        return agreement.stage() instanceof Stage.Ended(var _, var _, EndReason reason, var _) && reason.isSucceeded();
    }

    private static String id(Agreement agreement, long number) {
        String name = agreement.terms().agreementId() + "\n" + number;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
