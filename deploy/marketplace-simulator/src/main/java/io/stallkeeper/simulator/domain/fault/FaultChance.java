package io.stallkeeper.simulator.domain.fault;

/**
 * A fault that each call of the operation may meet.
 *
 * @param probability more than 0, at most 1
 * @param seed with what chance begins; the same seed hits the same calls, counted from when the chance was set
 */
public record FaultChance(String operation, Fault fault, double probability, long seed) {}
