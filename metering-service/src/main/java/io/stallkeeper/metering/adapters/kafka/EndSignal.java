package io.stallkeeper.metering.adapters.kafka;

/** Hears that a subscription ends, once that is committed: its hours are to be closed and sent now. */
@FunctionalInterface
public interface EndSignal {

    void heard();
}
