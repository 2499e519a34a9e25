package io.stallkeeper.eventsourcing.log;

import io.smallrye.mutiny.Uni;
import java.util.function.Function;

/** How far each named reader has come. */
public interface Checkpoints {

    /**
     * Gives the work the reader's position and keeps the one that it answers with. One at a time across all replicas.
     * False if there was nothing to move: another replica is at it, or the work answered with the position it was
     * given.
     */
    Uni<Boolean> advance(String reader, Function<LogPosition, Uni<LogPosition>> work);
}
