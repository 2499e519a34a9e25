package io.stallkeeper.eventsourcing.log;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;

/**
 * A service's events, append-only. It is also the outbox: what is sent, projected or acted upon is read from here.
 *
 * @param <T> the transactions of this implementation
 */
public interface EventLog<T extends EventTransaction> {

    /**
     * Runs the work in a transaction and commits when it completes. If it loses a race ({@link VersionConflict}), it is
     * run again from the beginning, {@value #MAX_ATTEMPTS} times at most: it must do nothing that a rollback doesn't
     * undo.
     */
    <R> Uni<R> inTransaction(Function<? super T, Uni<R>> work);

    /**
     * The next events behind a position, in the order that {@link LogPosition} describes. Only events before which
     * nothing can appear any more: an event that commits late is never skipped, it holds back those behind it.
     */
    Uni<List<RecordedEvent>> readAfter(LogPosition position, int limit);

    int MAX_ATTEMPTS = 20;
}
