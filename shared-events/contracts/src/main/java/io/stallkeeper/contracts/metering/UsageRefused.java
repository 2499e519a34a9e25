package io.stallkeeper.contracts.metering;

import io.stallkeeper.contracts.PublishedEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * AWS refused the usage of one hour for good: it is not billed, and sending it again would change nothing.
 *
 * @param quantity whole units that were refused
 * @param reason AWS's status or exception, such as {@code CustomerNotSubscribed}
 * @param difference where AWS bills somebody else's record of the hour and its answer tells how much: units that it
 *     bills less than were sent, negative if it bills more; null otherwise
 */
public record UsageRefused(
        String subscriptionId,
        String dimension,
        Instant hour,
        long quantity,
        String reason,
        @Nullable Long difference) implements PublishedEvent {}
