package io.stallkeeper.metering.adapters.kafka;

import io.stallkeeper.contracts.PublishedEvent;
import io.stallkeeper.contracts.metering.FinalUsageSettled;
import io.stallkeeper.contracts.metering.UsageExpired;
import io.stallkeeper.contracts.metering.UsageMetered;
import io.stallkeeper.contracts.metering.UsageRefused;
import io.stallkeeper.eventsourcing.kafka.Publication;
import io.stallkeeper.eventsourcing.log.RecordedEvent;
import io.stallkeeper.frame.ContractPublication;
import io.stallkeeper.metering.domain.hour.MeteredHourEvent;
import io.stallkeeper.metering.domain.meter.MeterEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What of the metering service's stored events the others are told. */
public final class Publications implements Function<RecordedEvent, Optional<Publication>> {

    private static final String SOURCE = "/stallkeeper/metering-service";

    @Override
    public Optional<Publication> apply(RecordedEvent recorded) {
        return Optional.ofNullable(publishedOf(recorded))
                .map(published -> ContractPublication.of(recorded, SOURCE, published));
    }

    private static @Nullable PublishedEvent publishedOf(RecordedEvent recorded) {
        var stream = recorded.stream().value();
        if (stream.startsWith("contract-") || stream.startsWith("submission-")) {
            return null;
        }
        return stream.startsWith("meter-")
                ? publishedOf(StoredMeteringEvents.METERS.read(recorded))
                : publishedOf(StoredMeteringEvents.HOURS.read(recorded));
    }

    private static @Nullable PublishedEvent publishedOf(MeterEvent event) {
        return switch (event) {
            case MeterEvent.FinalUsageSettled settled ->
                new FinalUsageSettled(
                        settled.subscriptionId(),
                        settled.endingSince(),
                        settled.settledAt(),
                        settled.deadline(),
                        settled.lastMeteringRecordId(),
                        settled.lastAcceptedAt(),
                        secondsLeft(settled.settledAt(), settled),
                        settled.lastAcceptedAt() == null ? null : secondsLeft(settled.lastAcceptedAt(), settled));
            case MeterEvent.MeterOpened opened -> null;
            case MeterEvent.MeterIdentityChanged changed -> null;
            case MeterEvent.MeterStopped stopped -> null;
            case MeterEvent.MeterEnding ending -> null;
            case MeterEvent.MeterClosed closed -> null;
        };
    }

    private static Long secondsLeft(Instant at, MeterEvent.FinalUsageSettled settled) {
        return Duration.between(at, settled.deadline()).toSeconds();
    }

    private static @Nullable PublishedEvent publishedOf(MeteredHourEvent event) {
        var key = event.key();
        return switch (event) {
            // A record of an idle hour tells AWS something, and nobody here.
            case MeteredHourEvent.UsageAccepted accepted ->
                accepted.quantity() == 0
                        ? null
                        : new UsageMetered(
                                key.subscriptionId(),
                                key.dimension(),
                                key.hour(),
                                accepted.quantity(),
                                accepted.meteringRecordId());
            case MeteredHourEvent.UsageRefused refused ->
                refused.quantity() == 0
                        ? null
                        : new UsageRefused(
                                key.subscriptionId(),
                                key.dimension(),
                                key.hour(),
                                refused.quantity(),
                                refused.reason(),
                                refused.difference());
            case MeteredHourEvent.HourExpired expired ->
                expired.quantity().signum() == 0
                        ? null
                        : new UsageExpired(
                                key.subscriptionId(),
                                key.dimension(),
                                key.hour(),
                                expired.quantity(),
                                expired.reason());
            case MeteredHourEvent.LateUsageExpired expired ->
                new UsageExpired(
                        key.subscriptionId(), key.dimension(), key.hour(), expired.quantity(), expired.reason());
            case MeteredHourEvent.RemainderExpired expired ->
                new UsageExpired(
                        key.subscriptionId(), key.dimension(), key.hour(), expired.quantity(), expired.reason());
            case MeteredHourEvent.HourFrozen frozen -> null;
            case MeteredHourEvent.LateUsageRejected rejected -> null;
            case MeteredHourEvent.UsageCarried carried -> null;
            case MeteredHourEvent.UsageReassigned reassigned -> null;
            case MeteredHourEvent.HourTaken taken -> null;
            case MeteredHourEvent.HourRejected rejected -> null;
            case MeteredHourEvent.UsageIncluded included -> null;
            case MeteredHourEvent.LateUsageIncluded included -> null;
            case MeteredHourEvent.HourShadowed shadowed -> null;
            case MeteredHourEvent.UsageShadowed shadowed -> null;
            case MeteredHourEvent.LateUsageShadowed shadowed -> null;
        };
    }
}
