package io.stallkeeper.simulator.domain.agreement;

/** What a contract grants of one dimension. */
public record Entitlement(String dimension, EntitlementValue value) {}
