package io.stallkeeper.contracts.metering;

import io.stallkeeper.contracts.PublishedEvent;
import java.time.Instant;

/**
 * AWS refused the usage of one hour for good: it is not billed, and sending it again would change nothing.
 *
 * @param quantity whole units that were refused
 * @param reason AWS's status or exception, such as {@code CustomerNotSubscribed}
 */
public record UsageRefused(String subscriptionId, String dimension, Instant hour, long quantity, String reason)
        implements PublishedEvent {}
