package io.stallkeeper.metering.domain.submission;

/** Whether AWS is told. */
public enum Mode {
    /** Hours are sent. */
    LIVE,
    /** Everything but the call: hours are rehearsed. */
    SHADOW
}
