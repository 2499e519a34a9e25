package io.stallkeeper.contracts.metering;

import io.stallkeeper.contracts.PublishedEvent;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * Usage passed the last moment at which AWS would have taken it: it is not billed (marketplace-protocol 4.2).
 *
 * @param quantity units, decimals included
 * @param reason the wall that it passed, such as {@code older-than-24-hours}
 */
public record UsageExpired(String subscriptionId, String dimension, Instant hour, BigDecimal quantity, String reason)
        implements PublishedEvent {}
