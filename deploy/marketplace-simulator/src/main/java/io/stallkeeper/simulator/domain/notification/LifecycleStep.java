package io.stallkeeper.simulator.domain.notification;

import io.stallkeeper.simulator.domain.listing.NotificationForm;
import io.stallkeeper.simulator.domain.listing.PricingModel;
import java.util.List;

/**
 * The steps of an agreement's life, and what a seller is told at each. A direct sale: agreement events come to the
 * Proposer, license events to the Manufacturer (protocol page, 2.3, 3.1 and 3.4).
 */
public enum LifecycleStep {
    ACCEPTED,
    ACTIVATED,
    CHANGED,
    ENDED,
    DEPROVISIONED,
    CLOSED;

    /** What is told in this form at this step, in order. */
    public List<NotificationType> notifications(NotificationForm form, PricingModel pricingModel) {
        return form.isSns() ? bySns(pricingModel.hasContract()) : byEventBridge();
    }

    private List<NotificationType> byEventBridge() {
        return switch (this) {
            case ACCEPTED -> List.of(NotificationType.PURCHASE_AGREEMENT_CREATED);
            case ACTIVATED -> List.of(NotificationType.LICENSE_UPDATED);
            case CHANGED -> List.of(NotificationType.PURCHASE_AGREEMENT_AMENDED, NotificationType.LICENSE_UPDATED);
            case ENDED -> List.of(NotificationType.PURCHASE_AGREEMENT_ENDED);
            case DEPROVISIONED -> List.of(NotificationType.LICENSE_DEPROVISIONED);
            case CLOSED -> List.of();
        };
    }

    private List<NotificationType> bySns(boolean hasContract) {
        List<NotificationType> contract = hasContract ? List.of(NotificationType.ENTITLEMENT_UPDATED) : List.of();
        return switch (this) {
            case ACCEPTED, DEPROVISIONED -> List.of();
            case ACTIVATED -> followed(NotificationType.SUBSCRIBE_SUCCESS, contract);
            case CHANGED -> contract;
            case ENDED -> followed(NotificationType.UNSUBSCRIBE_PENDING, contract);
            case CLOSED -> List.of(NotificationType.UNSUBSCRIBE_SUCCESS);
        };
    }

    private static List<NotificationType> followed(NotificationType first, List<NotificationType> rest) {
        return rest.isEmpty() ? List.of(first) : List.of(first, rest.getFirst());
    }
}
