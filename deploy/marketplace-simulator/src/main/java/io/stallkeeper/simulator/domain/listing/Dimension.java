package io.stallkeeper.simulator.domain.listing;

/** A unit that a product is priced by; the key is case-sensitive. */
public record Dimension(String key, DimensionKind kind) {}
