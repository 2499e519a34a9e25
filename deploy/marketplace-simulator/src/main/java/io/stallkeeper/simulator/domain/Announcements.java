package io.stallkeeper.simulator.domain;

import io.stallkeeper.simulator.domain.MarketplaceEvent.NotificationQueued;
import io.stallkeeper.simulator.domain.agreement.Agreement;
import io.stallkeeper.simulator.domain.listing.NotificationRoute;
import io.stallkeeper.simulator.domain.listing.Product;
import io.stallkeeper.simulator.domain.notification.LifecycleStep;
import io.stallkeeper.simulator.domain.notification.Notification;
import io.stallkeeper.simulator.domain.notification.NotificationType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Puts into words for the seller that an agreement has come to a step. */
final class Announcements {
    private Announcements() {}

    /** The step's event, followed by the notifications that it causes. */
    static List<MarketplaceEvent> after(
            MarketplaceEvent event, LifecycleStep step, Agreement agreement, Marketplace marketplace, Instant at) {
        List<MarketplaceEvent> events = new ArrayList<>();
        events.add(event);
        Product product = marketplace.product(agreement.terms().productCode()).orElseThrow();
        NotificationRoute route = product.notifications();
        if (route != null && !isSuppressed(step, agreement, marketplace)) {
            long number = marketplace.outbox().queued();
            for (NotificationType type : step.notifications(route.form(), product.pricingModel())) {
                events.add(new NotificationQueued(new Notification(
                        id(agreement, number++),
                        type,
                        agreement.terms(),
                        product.productId(),
                        route,
                        agreement.status(),
                        at)));
            }
        }
        return events;
    }

    /** Who subscribes again before the final message is not told of the end (protocol page, 2.3). */
    private static boolean isSuppressed(LifecycleStep step, Agreement agreement, Marketplace marketplace) {
        var terms = agreement.terms();
        return step == LifecycleStep.CLOSED
                && marketplace.agreements().ofAccount(terms.productCode(), terms.accountId()).stream()
                        .anyMatch(Agreement::isCurrent);
    }

    private static String id(Agreement agreement, long number) {
        String name = agreement.terms().agreementId() + "\n" + number;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
