package io.stallkeeper.simulator.domain.agreement;

/** From which event the last hour of metering counts; AWS's texts disagree (protocol page, 10, A1). */
public enum FinalWindowOpens {
    AT_END,
    AT_DEPROVISIONING
}
