package io.stallkeeper.simulator.domain.listing;

/** What can take notifications. */
public enum TargetKind {
    SQS,
    HTTP,
    /** One line of JSON a notification, in the folder that the simulator was given for it. */
    FILE
}
