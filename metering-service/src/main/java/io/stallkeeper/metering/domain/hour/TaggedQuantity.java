package io.stallkeeper.metering.domain.hour;

/**
 * A part of an hour's quantity that the buyer sees by its tags (marketplace-protocol 4.1).
 *
 * @param tags as usage events have them in canonical text; empty text is the part without tags
 * @param quantity whole units, at least 1
 */
public record TaggedQuantity(String tags, long quantity) {}
