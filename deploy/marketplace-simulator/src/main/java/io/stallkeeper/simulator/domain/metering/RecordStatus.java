package io.stallkeeper.simulator.domain.metering;

/** AWS's answer to one record of a call that was not refused (protocol page, 4.4). */
public enum RecordStatus {
    SUCCESS("Success"),
    CUSTOMER_NOT_SUBSCRIBED("CustomerNotSubscribed"),
    DUPLICATE_RECORD("DuplicateRecord");

    private final String awsName;

    RecordStatus(String awsName) {
        this.awsName = awsName;
    }

    /** The status as AWS spells it. */
    public String awsName() {
        return awsName;
    }
}
