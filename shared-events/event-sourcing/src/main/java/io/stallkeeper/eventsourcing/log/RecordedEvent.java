package io.stallkeeper.eventsourcing.log;

import java.time.Instant;
import java.util.UUID;

/**
 * An event as the log keeps it, for ever unchanged.
 *
 * @param version 1 for the first event of its stream, then without gaps
 * @param type the stored name, such as {@code subscription-activated.v1}
 * @param data JSON object
 */
public record RecordedEvent(
        LogPosition position,
        StreamId stream,
        long version,
        UUID id,
        String type,
        String data,
        EventMetadata metadata,
        Instant recordedAt) {}
