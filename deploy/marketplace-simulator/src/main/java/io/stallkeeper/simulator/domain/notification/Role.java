package io.stallkeeper.simulator.domain.notification;

/** As whom the seller is told of an agreement by EventBridge (protocol page, 3.1). */
public enum Role {
    /** Who made the offer. */
    PROPOSER("Proposer"),
    /** Who owns the listing. */
    MANUFACTURER("Manufacturer");

    private final String awsName;

    Role(String awsName) {
        this.awsName = awsName;
    }

    /** The name as AWS spells it. */
    public String awsName() {
        return awsName;
    }
}
