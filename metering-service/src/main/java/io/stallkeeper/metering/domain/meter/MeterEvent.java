package io.stallkeeper.metering.domain.meter;

import io.stallkeeper.metering.domain.hour.SendAs;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happened to a meter. */
public sealed interface MeterEvent {

    String subscriptionId();

    record MeterOpened(String subscriptionId, SendAs sendAs, Instant activatedAt) implements MeterEvent {}

    /** @param from the first hour that is sent under the identity; {@link Instant#EPOCH} if every one is */
    record MeterIdentityChanged(String subscriptionId, SendAs sendAs, Instant from) implements MeterEvent {}

    /** Nothing is sent until the subscription is activated again, or its end is told. */
    record MeterStopped(String subscriptionId, Instant stoppedAt, String reason) implements MeterEvent {}

    record MeterEnding(String subscriptionId, SendAs sendAs, Instant endingSince, Instant deadline)
            implements MeterEvent {}

    /** All usage has found its place; said again if more came and found its place too. */
    record FinalUsageSettled(
            String subscriptionId,
            Instant endingSince,
            Instant settledAt,
            Instant deadline,
            @Nullable String lastMeteringRecordId,
            @Nullable Instant lastAcceptedAt)
            implements MeterEvent {}

    record MeterClosed(String subscriptionId, Instant closedAt) implements MeterEvent {}
}
