package io.stallkeeper.simulator.domain.notification;

/** What a seller is told (protocol page, 2.2 and 3.2); the name is the detail-type or the action. */
public enum NotificationType {
    PURCHASE_AGREEMENT_CREATED("Purchase Agreement Created - Proposer"),
    PURCHASE_AGREEMENT_AMENDED("Purchase Agreement Amended - Proposer"),
    PURCHASE_AGREEMENT_ENDED("Purchase Agreement Ended - Proposer"),
    LICENSE_UPDATED("License Updated - Manufacturer"),
    LICENSE_DEPROVISIONED("License Deprovisioned - Manufacturer"),
    SUBSCRIBE_SUCCESS("subscribe-success"),
    UNSUBSCRIBE_PENDING("unsubscribe-pending"),
    UNSUBSCRIBE_SUCCESS("unsubscribe-success"),
    ENTITLEMENT_UPDATED("entitlement-updated");

    private final String awsName;

    NotificationType(String awsName) {
        this.awsName = awsName;
    }

    /** The name as AWS spells it. */
    public String awsName() {
        return awsName;
    }
}
