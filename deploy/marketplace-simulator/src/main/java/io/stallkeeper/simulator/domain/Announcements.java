package io.stallkeeper.simulator.domain;

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
import io.stallkeeper.simulator.domain.notification.Role;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events of one decision, in order, each followed by the notifications that put it into words for the seller. */
final class Announcements {
    private final List<MarketplaceEvent> events = new ArrayList<>();
    private final Marketplace marketplace;
    private long number;

    Announcements(Marketplace marketplace) {
        this.marketplace = marketplace;
        this.number = marketplace.outbox().queued();
    }

    /**
     * Adds an event and what is told of it.
     *
     * @param agreement as it is after the event
     */
    Announcements add(MarketplaceEvent event, LifecycleStep step, Agreement agreement, Instant at) {
        events.add(event);
        Product product = marketplace.product(agreement.terms().productCode()).orElseThrow();
        if (!isSuppressed(step, agreement)) {
            for (NotificationRoute route : product.notifications()) {
                for (NotificationType type : step.notifications(route.form(), product.pricingModel())) {
                    roles(type, route, agreement).forEach(role -> tell(type, role, agreement, product, route, at));
                }
            }
        }
        return this;
    }

    List<MarketplaceEvent> events() {
        return List.copyOf(events);
    }

    private void tell(
            NotificationType type, Told as, Agreement agreement, Product product, NotificationRoute route, Instant at) {
        DeliveryPolicy policy = marketplace.behavior().delivery();
        Instant said = at.plus(policy.delay());
        events.add(new NotificationQueued(new Notification(
                id(agreement, number),
                type,
                as.role(),
                agreement.terms(),
                product.productId(),
                route,
                agreement.status(),
                agreement.autoRenewal(),
                said,
                policy.sends(number, said))));
        number++;
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

    /** Who goes on or subscribes again before the final message is not told of the end (protocol page, 2.3). */
    private boolean isSuppressed(LifecycleStep step, Agreement agreement) {
        if (step != LifecycleStep.CLOSED) {
            return false;
        }
        var terms = agreement.terms();
        boolean succeeded =
                agreement.stage() instanceof Stage.Ended(var _, var _, EndReason reason, var _) && reason.isSucceeded();
        return succeeded
                || marketplace.agreements().ofAccount(terms.productCode(), terms.accountId()).stream()
                        .anyMatch(Agreement::isCurrent);
    }

    private static String id(Agreement agreement, long number) {
        String name = agreement.terms().agreementId() + "\n" + number;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
