package io.stallkeeper.eventsourcing.log;

import java.util.UUID;

/**
 * An event before it has a place.
 *
 * @param type the stored name, such as {@code subscription-activated.v1}
 * @param data JSON object
 */
public record EventToAppend(UUID id, String type, String data, EventMetadata metadata) {}
