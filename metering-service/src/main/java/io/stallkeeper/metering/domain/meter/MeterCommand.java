package io.stallkeeper.metering.domain.meter;

import io.stallkeeper.metering.domain.hour.SendAs;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What can be asked of a meter. */
public sealed interface MeterCommand {

    String subscriptionId();

    record Open(String subscriptionId, SendAs sendAs, Instant activatedAt) implements MeterCommand {}

    /**
     * The subscription has this identity now; nothing is asked of a meter that isn't open.
     *
     * @param at the time, so that hours before it are sent as before
     */
    record Identify(String subscriptionId, SendAs sendAs, Instant at) implements MeterCommand {}

    /** AWS says that the buyer isn't subscribed: sending more would change nothing. */
    record Stop(String subscriptionId, Instant at, String reason) implements MeterCommand {}

    /** @param deadline when AWS stops taking usage */
    record BeginEnding(String subscriptionId, SendAs sendAs, Instant endingSince, Instant deadline)
            implements MeterCommand {}

    /**
     * Nothing is pending any more.
     *
     * @param lastMeteringRecordId AWS's receipt of the record that was accepted last, with the time of that
     */
    record Settle(
            String subscriptionId,
            Instant at,
            @Nullable String lastMeteringRecordId,
            @Nullable Instant lastAcceptedAt) implements MeterCommand {}

    record Close(String subscriptionId, Instant at) implements MeterCommand {}
}
