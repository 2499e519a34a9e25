package io.stallkeeper.simulator.domain.notification;

/** What a seller is told (protocol page, 2.2 and 3.2); the name is the action, or the detail-type without the role. */
public enum NotificationType {
    PURCHASE_AGREEMENT_CREATED("Purchase Agreement Created"),
    PURCHASE_AGREEMENT_AMENDED("Purchase Agreement Amended"),
    PURCHASE_AGREEMENT_ENDED("Purchase Agreement Ended"),
    LICENSE_UPDATED("License Updated"),
    LICENSE_DEPROVISIONED("License Deprovisioned"),
    SUBSCRIBE_SUCCESS("subscribe-success"),
    SUBSCRIBE_FAIL("subscribe-fail"),
    UNSUBSCRIBE_PENDING("unsubscribe-pending"),
    UNSUBSCRIBE_SUCCESS("unsubscribe-success"),
    ENTITLEMENT_UPDATED("entitlement-updated");

    private final String awsName;

    NotificationType(String awsName) {
        this.awsName = awsName;
    }

    /** Whether it is about an agreement as such, which proposers and manufacturers are both told of. */
    public boolean isOfAgreement() {
        return switch (this) {
            case PURCHASE_AGREEMENT_CREATED, PURCHASE_AGREEMENT_AMENDED, PURCHASE_AGREEMENT_ENDED -> true;
            case LICENSE_UPDATED, LICENSE_DEPROVISIONED -> false;
            case SUBSCRIBE_SUCCESS, SUBSCRIBE_FAIL, UNSUBSCRIBE_PENDING, UNSUBSCRIBE_SUCCESS, ENTITLEMENT_UPDATED ->
                false;
        };
    }

    /** The name as AWS spells it. */
    public String awsName() {
        return awsName;
    }
}
