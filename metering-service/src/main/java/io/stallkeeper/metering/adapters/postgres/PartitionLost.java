package io.stallkeeper.metering.adapters.postgres;

/**
 * A batch was read from another position than the one that the ledger stands at: another replica has the partition, the
 * database was restored, or the batch is in the ledger already. Nothing of it was counted; reading begins again where
 * the ledger stands.
 */
public final class PartitionLost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PartitionLost(Iterable<String> partitions) {
        super("the ledger does not stand where the batch was read from, in one of: " + String.join(", ", partitions));
    }
}
