package io.stallkeeper.simulator.domain.metering;

/** A seller's label on a part of the usage. */
public record Tag(String key, String value) {}
