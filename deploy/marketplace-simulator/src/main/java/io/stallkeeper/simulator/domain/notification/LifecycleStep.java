package io.stallkeeper.simulator.domain.notification;

import static io.stallkeeper.simulator.domain.notification.NotificationType.ENTITLEMENT_UPDATED;
import static io.stallkeeper.simulator.domain.notification.NotificationType.LICENSE_DEPROVISIONED;
import static io.stallkeeper.simulator.domain.notification.NotificationType.LICENSE_UPDATED;
import static io.stallkeeper.simulator.domain.notification.NotificationType.PURCHASE_AGREEMENT_AMENDED;
import static io.stallkeeper.simulator.domain.notification.NotificationType.PURCHASE_AGREEMENT_CREATED;
import static io.stallkeeper.simulator.domain.notification.NotificationType.PURCHASE_AGREEMENT_ENDED;
import static io.stallkeeper.simulator.domain.notification.NotificationType.SUBSCRIBE_FAIL;
import static io.stallkeeper.simulator.domain.notification.NotificationType.SUBSCRIBE_SUCCESS;
import static io.stallkeeper.simulator.domain.notification.NotificationType.UNSUBSCRIBE_PENDING;
import static io.stallkeeper.simulator.domain.notification.NotificationType.UNSUBSCRIBE_SUCCESS;

import io.stallkeeper.simulator.domain.listing.NotificationForm;
import io.stallkeeper.simulator.domain.listing.PricingModel;
import java.util.List;

/** The steps of an agreement's life, and what a seller is told at each (protocol page, 2.2, 2.3, 3.2 and 3.7). */
public enum LifecycleStep {
    ACCEPTED,
    ACTIVATED,
    /** Licensed in the place of an agreement that it renews or replaces. */
    SUCCEEDED,
    CHANGED,
    /** Changed in what no license says: the renewal, or all of it before there is a license. */
    AMENDED,
    /** Over before the license was there: its payment failed, or the buyer thought better of it. */
    NEVER_LICENSED,
    ENDED,
    /** Over, but the next agreement is there. */
    SUPERSEDED,
    DEPROVISIONED,
    CLOSED;

    /** What is told in this form at this step, in order. */
    public List<NotificationType> notifications(NotificationForm form, PricingModel pricingModel) {
        if (!form.isSns()) {
            return byEventBridge();
        }
        return pricingModel.hasContract() ? bySnsOfContract() : bySnsOfUsage();
    }

    private List<NotificationType> byEventBridge() {
        return switch (this) {
            case ACCEPTED -> List.of(PURCHASE_AGREEMENT_CREATED);
            case ACTIVATED, SUCCEEDED -> List.of(LICENSE_UPDATED);
            case CHANGED -> List.of(PURCHASE_AGREEMENT_AMENDED, LICENSE_UPDATED);
            case AMENDED -> List.of(PURCHASE_AGREEMENT_AMENDED);
            case NEVER_LICENSED, ENDED, SUPERSEDED -> List.of(PURCHASE_AGREEMENT_ENDED);
            case DEPROVISIONED -> List.of(LICENSE_DEPROVISIONED);
            case CLOSED -> List.of();
        };
    }

    private List<NotificationType> bySnsOfUsage() {
        return switch (this) {
            case ACCEPTED, CHANGED, AMENDED, SUPERSEDED, DEPROVISIONED -> List.of();
            case ACTIVATED, SUCCEEDED -> List.of(SUBSCRIBE_SUCCESS);
            case NEVER_LICENSED -> List.of(SUBSCRIBE_FAIL);
            case ENDED -> List.of(UNSUBSCRIBE_PENDING);
            case CLOSED -> List.of(UNSUBSCRIBE_SUCCESS);
        };
    }

    /** An upgrade, a renewal and an expiry all say the same: look at the entitlements. */
    private List<NotificationType> bySnsOfContract() {
        return switch (this) {
            case ACCEPTED, AMENDED, SUPERSEDED, DEPROVISIONED -> List.of();
            case ACTIVATED -> List.of(SUBSCRIBE_SUCCESS, ENTITLEMENT_UPDATED);
            case SUCCEEDED, CHANGED -> List.of(ENTITLEMENT_UPDATED);
            case NEVER_LICENSED -> List.of(SUBSCRIBE_FAIL);
            case ENDED -> List.of(UNSUBSCRIBE_PENDING, ENTITLEMENT_UPDATED);
            case CLOSED -> List.of(UNSUBSCRIBE_SUCCESS);
        };
    }
}
