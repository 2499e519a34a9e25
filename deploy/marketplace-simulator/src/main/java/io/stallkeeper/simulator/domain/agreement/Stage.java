package io.stallkeeper.simulator.domain.agreement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where an agreement is in its life. */
public sealed interface Stage {
    /** Accepted; the license is not there yet, nothing may be metered. */
    record Pending(Payment payment) implements Stage {}

    /** Licensed: usage is metered, entitlements are granted. */
    record Active(Instant activatedAt) implements Stage {}

    /** Over; records of its time are still taken until the final window closes. */
    record Ended(
            Instant activatedAt,
            Instant endedAt,
            EndReason reason,
            @Nullable Instant deprovisionedAt) implements Stage {}

    /**
     * Over, and nothing is metered any more.
     *
     * @param closedAt when the final window closed; null for one that was never licensed
     */
    record Closed(EndReason reason, @Nullable Instant closedAt) implements Stage {}
}
