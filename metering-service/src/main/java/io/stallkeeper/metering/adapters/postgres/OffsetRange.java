package io.stallkeeper.metering.adapters.postgres;

/**
 * What a batch passes of one partition of Kafka.
 *
 * @param from the position that it was read from: where the ledger must stand
 * @param to where the ledger stands afterwards; below {@code from} if Kafka lost its records and begins anew
 */
public record OffsetRange(long from, long to) {}
