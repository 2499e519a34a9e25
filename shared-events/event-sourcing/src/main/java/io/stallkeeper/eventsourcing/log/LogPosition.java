package io.stallkeeper.eventsourcing.log;

/**
 * A place in the order in which the log is read: by writing transaction, then by position. A position alone would not
 * do, since a transaction that began earlier may commit later with smaller positions.
 */
public record LogPosition(long transactionId, long position) implements Comparable<LogPosition> {

    public static final LogPosition START = new LogPosition(0, 0);

    @Override
    public int compareTo(LogPosition other) {
        int byTransaction = Long.compareUnsigned(transactionId, other.transactionId);
        return byTransaction != 0 ? byTransaction : Long.compare(position, other.position);
    }
}
