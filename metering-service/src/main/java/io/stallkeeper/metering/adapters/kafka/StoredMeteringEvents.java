package io.stallkeeper.metering.adapters.kafka;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.stallkeeper.eventsourcing.log.EventTypes;
import io.stallkeeper.metering.domain.contract.ContractEvent;
import io.stallkeeper.metering.domain.hour.MeteredHourEvent;
import io.stallkeeper.metering.domain.meter.MeterEvent;
import io.stallkeeper.metering.domain.submission.SubmissionEvent;

/** Under which names the metering service's events are stored, for ever. */
@RegisterForReflection(
        targets = {ContractEvent.class, MeteredHourEvent.class, MeterEvent.class, SubmissionEvent.class},
        registerFullHierarchy = true)
public final class StoredMeteringEvents {

    public static final EventTypes<MeteredHourEvent> HOURS = EventTypes.<MeteredHourEvent>builder()
            .stored("hour-frozen.v2", MeteredHourEvent.HourFrozen.class)
            .upcast("hour-frozen.v1", "hour-frozen.v2", StoredMeteringEvents::withoutTags)
            .stored("usage-carried.v1", MeteredHourEvent.UsageCarried.class)
            .stored("usage-reassigned.v1", MeteredHourEvent.UsageReassigned.class)
            .stored("hour-taken.v1", MeteredHourEvent.HourTaken.class)
            .stored("usage-accepted.v1", MeteredHourEvent.UsageAccepted.class)
            .stored("usage-refused.v2", MeteredHourEvent.UsageRefused.class)
            // Version 1 never told how much AWS bills less.
            .upcast("usage-refused.v1", "usage-refused.v2", refused -> refused)
            .stored("hour-expired.v1", MeteredHourEvent.HourExpired.class)
            .stored("late-usage-expired.v1", MeteredHourEvent.LateUsageExpired.class)
            .stored("remainder-expired.v1", MeteredHourEvent.RemainderExpired.class)
            .stored("late-usage-rejected.v1", MeteredHourEvent.LateUsageRejected.class)
            .stored("hour-rejected.v1", MeteredHourEvent.HourRejected.class)
            .stored("usage-included.v1", MeteredHourEvent.UsageIncluded.class)
            .stored("late-usage-included.v1", MeteredHourEvent.LateUsageIncluded.class)
            .stored("hour-shadowed.v1", MeteredHourEvent.HourShadowed.class)
            .stored("usage-shadowed.v1", MeteredHourEvent.UsageShadowed.class)
            .stored("late-usage-shadowed.v1", MeteredHourEvent.LateUsageShadowed.class)
            .build();

    public static final EventTypes<MeterEvent> METERS = EventTypes.<MeterEvent>builder()
            .stored("meter-opened.v1", MeterEvent.MeterOpened.class)
            .stored("meter-identity-changed.v1", MeterEvent.MeterIdentityChanged.class)
            .stored("meter-stopped.v1", MeterEvent.MeterStopped.class)
            .stored("meter-ending.v1", MeterEvent.MeterEnding.class)
            .stored("final-usage-settled.v2", MeterEvent.FinalUsageSettled.class)
            // Version 1 didn't say when the last record was accepted, and nothing else of it tells.
            .upcast("final-usage-settled.v1", "final-usage-settled.v2", settled -> settled)
            .stored("meter-closed.v1", MeterEvent.MeterClosed.class)
            .build();

    public static final EventTypes<ContractEvent> CONTRACTS = EventTypes.<ContractEvent>builder()
            .stored("quantity-included.v1", ContractEvent.QuantityIncluded.class)
            .stored("inclusion-ended.v1", ContractEvent.InclusionEnded.class)
            .stored("nothing-included.v1", ContractEvent.NothingIncluded.class)
            .build();

    public static final EventTypes<SubmissionEvent> SUBMISSIONS = EventTypes.<SubmissionEvent>builder()
            .stored("mode-chosen.v1", SubmissionEvent.ModeChosen.class)
            .build();

    private StoredMeteringEvents() {}

    /** Version 1 knew no tags, and sent whole units alone. */
    private static ObjectNode withoutTags(ObjectNode frozen) {
        frozen.putArray("allocations");
        return frozen.put("recorded", frozen.path("quantity").asLong() > 0);
    }
}
