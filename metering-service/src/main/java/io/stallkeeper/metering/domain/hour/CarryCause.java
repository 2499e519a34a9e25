package io.stallkeeper.metering.domain.hour;

/** Why usage counts in another hour than the one it was used in. */
public enum CarryCause {
    /** It came after its hour was frozen. */
    LATE,
    /**
     * It is what was left of its hour when whole units were frozen, or what had been carried into an hour that was
     * taken.
     */
    REMAINDER
}
