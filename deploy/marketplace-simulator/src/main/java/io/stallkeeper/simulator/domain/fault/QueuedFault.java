package io.stallkeeper.simulator.domain.fault;

/** A fault that the operation's next calls meet, after those that were queued before. */
public record QueuedFault(String operation, Fault fault, int calls) {}
