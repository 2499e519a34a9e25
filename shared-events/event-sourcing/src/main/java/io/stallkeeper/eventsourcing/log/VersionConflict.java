package io.stallkeeper.eventsourcing.log;

/** Another append to the stream won. {@link EventLog#inTransaction} decides again. */
public final class VersionConflict extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public VersionConflict(StreamId stream, long expectedVersion) {
        super("stream " + stream.value() + " is no longer at version " + expectedVersion);
    }
}
